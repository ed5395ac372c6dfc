"""The web font, made at set-up from its package: a Vietnamese subset as woff2; the repository keeps no font."""

import shutil
from importlib.util import find_spec
from pathlib import Path

FAMILY = "BeVietnamPro"
WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}
# Latin with every Vietnamese letter, combining marks, punctuation; then đồng, euro, arrows, signs that pages use.
RANGES = (range(0x20, 0x250), range(0x300, 0x330), range(0x1E00, 0x1F00), range(0x2000, 0x2070))
SIGNS = (0x20AB, 0x20AC, 0x2190, 0x2192, 0x2212, 0x2260, 0x2264, 0x2265, 0x25CF, 0x2605, 0x2713)


def make_fonts(folder: Path) -> None:
    """Writes `be-vietnam-pro-<weight>.woff2` and the font's licence into `folder`; what is there already stays."""
    folder.mkdir(parents=True, exist_ok=True)
    package = _package()
    shutil.copyfile(package / "LICENSE", folder / "LICENSE.txt")
    for weight, style in WEIGHTS.items():
        target = folder / f"be-vietnam-pro-{weight}.woff2"
        if not target.exists():
            _subset(package / "files" / f"{FAMILY}-{style}.ttf", target)


def _package() -> Path:
    found = find_spec("fontpkg_be_vietnam_pro")
    if found is None or found.origin is None:
        raise FileNotFoundError("The package fontpkg-be-vietnam-pro is missing: run ./run again.")
    return Path(found.origin).parent


def _subset(source: Path, target: Path) -> None:
    """A half-written font never gets the final name: the next set-up would take it for a whole one."""
    from fontTools import subset  # 0.2 s to import, and only set-up needs it

    options = subset.Options(flavor="woff2", layout_features=["*"])
    font = subset.load_font(source, options)
    wanted = subset.Subsetter(options)
    wanted.populate(unicodes=[*SIGNS, *(letter for letters in RANGES for letter in letters)])
    wanted.subset(font)
    half = target.with_suffix(".half")
    subset.save_font(font, half, options)
    half.rename(target)
