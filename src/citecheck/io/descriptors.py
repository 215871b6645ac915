"""What Linux, macOS and Windows have under different names: flags for ``os.open``, locks on open files, and whose a file is."""

import os
import sys

# Windows has none of the first three: making a link there takes a privilege, it has no FIFOs by path, and no child inherits what is open.
NOFOLLOW: int = getattr(os, "O_NOFOLLOW", 0)
NONBLOCK: int = getattr(os, "O_NONBLOCK", 0)
PRIVATE: int = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

if sys.platform == "win32":
    import msvcrt

    RENAMES_OPEN_FILES = False
    LOCKED_BYTE = 0x7FFF_0000  # far behind any content: who else reads a locked byte is refused

    def lock(descriptor: int, *, wait: bool = False) -> None:
        """Locks an open file until it is closed. Raises ``BlockingIOError`` where another process has it, ``OSError`` without locks."""
        at = os.lseek(descriptor, 0, os.SEEK_CUR)
        os.lseek(descriptor, LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError(error.errno, error.strerror) from None
        finally:
            os.lseek(descriptor, at, os.SEEK_SET)

    def is_own(_descriptor: int) -> bool:
        """Whether an open file is this user's; Windows does not tell here, and lets nobody delete what is not."""
        return True

else:
    import fcntl

    RENAMES_OPEN_FILES = True

    def lock(descriptor: int, *, wait: bool = False) -> None:
        """Locks an open file until it is closed. Raises ``BlockingIOError`` where another process has it, ``OSError`` without locks."""
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)

    def is_own(descriptor: int) -> bool:
        """Whether an open file is this user's."""
        return os.fstat(descriptor).st_uid == os.geteuid()
