"""What the knowledge base holds, one noun a file."""

from .actor import Organisation, Person
from .batch import Batch, Sheet
from .brand import Brand, BrandAlias, BrandMention
from .case import Case
from .correction import Correction
from .document import Document
from .edit import Edit
from .edition import Edition
from .evidence import Evidence
from .fact import Bound, Fact
from .merge import DuplicateCount, Merge
from .outcome import Outcome
from .place import Place, PlaceChange
from .policy import Benefit, Policy, PolicyMention
from .rebuild import Rebuild
from .revision import Revision
from .row_change import TRACKED, RowChange
from .sign_in import SignIn
from .term import Term
from .upload import Upload

__all__ = [
    "TRACKED", "Batch", "Benefit", "Bound", "Brand", "BrandAlias", "BrandMention", "Case", "Correction", "Document", "DuplicateCount", "Edit", "Edition", "Evidence",
    "Fact", "Merge", "Organisation", "Outcome", "Person", "Place", "PlaceChange", "Policy", "PolicyMention",
    "Rebuild", "Revision", "RowChange", "Sheet", "SignIn", "Term", "Upload",
]  # fmt: skip
