"""`python -m benchmarks.interop.unpack`: LHC-Forms as it is built, out of the package
that npm has fetched, if that is the package that is pinned."""

import base64
import hashlib
import shutil
import sys
import tarfile
from pathlib import Path

from benchmarks.interop.lighthouse import TOOLS

PIN = Path("benchmarks/interop/lforms.pin")
BUILT = TOOLS / "lforms"
INSIDE = "package/dist/lforms/"


def main() -> None:
    name, integrity = PIN.read_text(encoding="utf-8").split()
    package = TOOLS / f"{name.replace('@', '-')}.tgz"
    digest = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != integrity:
        sys.exit(f"{package} is not the package that {PIN} names.")
    shutil.rmtree(BUILT, ignore_errors=True)
    with tarfile.open(package) as archive:
        for each in archive.getmembers():
            if each.name.startswith(INSIDE):
                each.name = each.name.removeprefix(INSIDE)
                archive.extract(each, BUILT, filter="data")
    package.unlink()


if __name__ == "__main__":
    main()
