"""What PostgreSQL or its driver said, as a sentence about what to do."""

from django.conf import settings
from django.db.utils import NotSupportedError

from talentkb import embedded

# The first sign found in the message decides.
SENTENCES = (
    ("password authentication failed", "数据库的用户名或密码不对。请检查 DATABASE_URL。"),
    ("no password supplied", "数据库要求密码。请在 DATABASE_URL 中写上：postgres://用户:密码@主机:5432/库名"),
    (
        "no pg_hba.conf entry",
        "数据库不允许从本机以这个用户连接。请检查 DATABASE_URL 和服务器的 pg_hba.conf。",
    ),
    ("permission denied", "数据库用户的权限不够。它须能在该库中建表（GRANT CREATE ON SCHEMA public）。"),
    ('role "', "数据库中没有这个用户。请检查 DATABASE_URL。"),
    ('database "', "数据库服务器上没有这个库。请先建库（createdb -E UTF8 库名），或检查 DATABASE_URL。"),
    (
        "the database system is",
        "数据库正在启动、恢复或关闭。请稍后重试；若总是如此，请看它的日志，最常见的原因是磁盘已满。",
    ),
    ("Connection refused", "数据库没有在 DATABASE_URL 所写的主机和端口上运行。请启动它，或检查地址。"),
    ("No such file or directory", "数据库没有在 DATABASE_URL 所写的套接字目录中运行。请启动它，或检查地址。"),
    ("timeout", "数据库没有应答。请检查 DATABASE_URL 中的主机和端口，以及网络和防火墙。"),
    ("too many", "数据库的连接数已用完。请稍后重试，或调高 max_connections。"),
    ("resolve", "找不到 DATABASE_URL 中的主机。请检查主机名和网络。"),
    ("Name or service not known", "找不到 DATABASE_URL 中的主机。请检查主机名和网络。"),
    ("No address associated", "找不到 DATABASE_URL 中的主机。请检查主机名和网络。"),
    ("name resolution", "找不到 DATABASE_URL 中的主机。请检查主机名和网络。"),
    ("invalid connection option", "DATABASE_URL 问号后面有 PostgreSQL 不认识的参数。"),
)

# How the driver tells of a server that went away; why, only its log says.
GONE = (
    "the database system is",
    "server closed the connection",
    "Connection refused",
    "No such file or directory",
)


def explain(error: Exception) -> str:
    """A Chinese sentence, with what was said originally where that tells more."""
    said = str(error).strip()
    if isinstance(error, NotSupportedError):
        return f"数据库版本过低，需要 PostgreSQL 14 或更高版本（{said}）。"
    if (
        not settings.DATABASE_URL
        and any(sign in said for sign in GONE)
        and (told := embedded.last_words(settings.DATA_DIR))
    ):
        return told
    for sign, sentence in embedded.SENTENCES[:2] + SENTENCES:
        if sign in said:
            return sentence
    return f"数据库无法使用，请检查 DATABASE_URL 和数据库服务：{said}"
