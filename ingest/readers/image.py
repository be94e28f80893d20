"""Pictures of acts (PNG, JPEG, TIFF, WebP): each frame is a page, recognised as the page of a scan is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.document import Reading
from ingest.readers import act, ocr, title
from ingest.readers.flow import elements_of
from ingest.readers.picture import DPI, scaled
from ingest.readers.source import Reader, Source, refusal
from ingest.readers.strip import stripped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

    from ingest.readers.strip import Strip

MEDIA_TYPE = "image/*"
MAX_PIXELS = 100_000_000
MAX_FRAMES = 500
_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_PAGE_INCHES = 8.27  # width of A4
_LEAST_DPI, _MOST_DPI = 60, 1200
_SCANNED_DPI = 120  # what screens and programs write of themselves is less


def recognises(source: Source) -> bool:
    head = source.head()
    return head.startswith(_SIGNATURES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP")


def read(source: Source) -> Reading:
    picture = _opened(source)
    held = int(getattr(picture, "n_frames", 1))
    frames = min(held, MAX_FRAMES)
    pages = []
    for place in range(frames):
        pages.append(ocr.recognised(*_page(picture, place), place + 1))
        source.tell(place + 1, frames)
    flows = _even(pages)
    stamps = [line.text for flow in flows for line in flow if act.is_stamp(line.text)]
    text = [[line for line in flow if not act.is_stamp(line.text)] for flow in flows]
    elements = act.arranged(elements_of(text), stamps)
    if not elements:
        raise refusal("no_text", "Aucun texte lisible sur cette image.")
    shown = act.title_of(elements) or title.first_heading(elements) or title.of_file(source.name)
    doubts = tuple(doubt for page in pages for doubt in page.doubts())
    return Reading(title.short(shown), tuple(elements), pages=held, doubts=doubts, remarks=_remarks(held))


def _even(pages: Sequence[ocr.Page]) -> list[list[Strip]]:
    """The lines of each page, of sizes that are one where they are nearly so."""
    sizes = ocr.Sizes()
    for page in pages:
        sizes.add(page.lines)
    known = sizes.even()
    return [[*map(stripped, ocr.evened(page.lines, known))] for page in pages]


def _remarks(held: int) -> tuple[str, ...]:
    if held <= MAX_FRAMES:
        return ()
    return (f"Seules les {MAX_FRAMES} premières pages des {held} de l'image ont été lues.",)


def _opened(source: Source) -> Image:
    """The picture, of which only the header has been read."""
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # the limit is ours, and told
    try:
        picture = Image.open(source.path)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        if source.suffix == ".pdf":
            raise refusal("not_what_it_says", "Malgré son nom, le fichier n'est pas un PDF.") from error
        raise refusal("broken", "L'image est abîmée : elle ne peut pas être lue.") from error
    _check_size(picture)
    return picture


def _page(picture: Image, place: int) -> tuple[Image, int]:
    """One frame at the size that is read best, and its dots per inch then."""
    try:
        picture.seek(place)
        _check_size(picture)
        upright = _upright(picture)
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise refusal("broken", "L'image est abîmée : elle ne peut pas être lue.") from error
    dpi = _dpi(picture, upright.width)
    shown = scaled(upright, DPI / dpi)
    return shown, round(dpi * shown.width / upright.width)


def _check_size(picture: Image) -> None:
    """Before anything is decoded."""
    if picture.width * picture.height > MAX_PIXELS:
        size = f"{picture.width} × {picture.height} pixels"
        sentence = f"L'image est trop grande ({size}) : la limite est de 100 millions de pixels."
        raise refusal("too_large", sentence)


def _upright(picture: Image) -> Image:
    """Grey, as the camera was held, on white where it is transparent."""
    from PIL import Image, ImageOps

    picture.draft("L", picture.size)
    turned = ImageOps.exif_transpose(picture)
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        turned = turned.convert("RGBA")
        paper = Image.new("RGBA", turned.size, "white")
        turned = Image.alpha_composite(paper, turned)
    return turned.convert("L")


def _dpi(picture: Image, width: int) -> float:
    """What the file says when it is sensible, else as if the picture were a page wide."""
    said = float(picture.info.get("dpi", (0, 0))[0] or 0)
    guessed = width / _PAGE_INCHES
    dpi = said if said >= _SCANNED_DPI and guessed / 2 < said < 2 * guessed else guessed
    return min(max(dpi, _LEAST_DPI), _MOST_DPI)


IMAGE = Reader(MEDIA_TYPE, recognises, read)
