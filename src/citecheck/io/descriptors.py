"""Flags for ``os.open``, locks on open files and file ownership, on Linux, macOS and Windows."""

import os
import sys

# Windows lacks the first three flags: creating a link needs a privilege there, FIFOs have no paths, and child processes inherit no open files.
NOFOLLOW: int = getattr(os, "O_NOFOLLOW", 0)
NONBLOCK: int = getattr(os, "O_NONBLOCK", 0)
PRIVATE: int = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

if sys.platform == "win32":
    import msvcrt

    RENAMES_OPEN_FILES = False
    # Other handles cannot write a locked byte. SQLite never writes this one: it is in the page of its own locks, after those
    # (https://www.sqlite.org/fileformat2.html#the_lock_byte_page, for pages of 8 KiB); other temporary files are smaller.
    LOCKED_BYTE = 0x4000_1000

    def lock(descriptor: int, *, wait: bool = False) -> None:
        """Lock an open file until it is closed. Raises ``BlockingIOError`` if another process has the lock, ``OSError`` without locks."""
        at = os.lseek(descriptor, 0, os.SEEK_CUR)
        os.lseek(descriptor, LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError(error.errno, error.strerror) from None
        finally:
            os.lseek(descriptor, at, os.SEEK_SET)

    def is_own(_descriptor: int) -> bool:
        """Whether an open file is this user's. Not checked on Windows, which refuses to delete files of others."""
        return True

else:
    import fcntl

    RENAMES_OPEN_FILES = True

    def lock(descriptor: int, *, wait: bool = False) -> None:
        """Lock an open file until it is closed. Raises ``BlockingIOError`` if another process has the lock, ``OSError`` without locks."""
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)

    def is_own(descriptor: int) -> bool:
        """Whether an open file is this user's."""
        return os.fstat(descriptor).st_uid == os.geteuid()
