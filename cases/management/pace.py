"""How fast text is read, beside something measured in the same run: the cutting of the same text into words.

Seconds are those of the processor in this process, so that what else the machine does counts for little, and the
ratio of the two tells more about the rules than about the machine.
"""

import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from cases import ingest as pipeline
from cases.management.jobs import Reading
from search import segment
from search.fold import fold

# Read before the clock runs: the rules and the table of places are loaded with the first text that needs them.
_FIRST = (
    "余姚市：办起“青英之家”\n（中共余姚市委组织部）\n2012年，余姚市出台《青英人才办法》，对引进的博士给予最高50万元购房补贴，"
    "累计引进高层次人才69名，建成院士工作站3家，计划明年再引进20名。市人才办主任王小明说，宁波大学也来了。\n"
)


@dataclass(slots=True)
class Pace:
    """How much text (bytes of UTF-8) was read in how many seconds, and how many its cutting into words took."""

    bytes: int = 0
    seconds: float = 0.0
    segmenting_seconds: float = 0.0

    def over(self, readings: Iterator[Reading]) -> Iterator[Reading]:
        """The readings as they come, with the time of each; only plain text is read in this process, so only it counts."""
        pipeline.ingest_bytes(_FIRST.encode(), "first.txt")
        segment.load()
        while True:
            begun = time.process_time()
            reading = next(readings, None)
            spent = time.process_time() - begun
            if reading is None:
                return
            if reading.record and reading.path.suffix.lower() == ".txt":
                self._count(reading.record.text, spent)
            yield reading

    def _count(self, text: str, spent: float) -> None:
        begun = time.process_time()
        segment.cut(fold(text).text)
        self.segmenting_seconds += time.process_time() - begun
        self.bytes += len(text.encode())
        self.seconds += spent

    def as_json(self) -> dict[str, Any]:
        """The figures with megabytes a second and how many times as long as cutting; None where nothing was read."""
        return {
            **asdict(self),
            "mb_per_second": self.bytes / 1e6 / self.seconds if self.seconds else None,
            "times_segmenting": self.seconds / self.segmenting_seconds if self.segmenting_seconds else None,
        }

    def line(self) -> str:
        """The same as a sentence; empty where no plain text was read."""
        told = self.as_json()
        if told["mb_per_second"] is None or told["times_segmenting"] is None:
            return ""
        return (
            f"速度：每秒处理器时间读 {told['mb_per_second']:.3f} MB（共 {self.bytes / 1e6:.3f} MB 纯文本，单进程），"
            f"用时是同一文字分词的 {told['times_segmenting']:.1f} 倍"
        )
