"""Pictures of acts (PNG, JPEG, TIFF, WebP): each frame is a page, recognised as the page of a scan is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.document import Reading
from ingest.readers import act, ocr, title
from ingest.readers.flow import elements_of
from ingest.readers.source import Reader, Source, refusal

if TYPE_CHECKING:
    from PIL.Image import Image

MEDIA_TYPE = "image/*"
MAX_PIXELS = 100_000_000
MAX_FRAMES = 500
_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_PAGE_INCHES = 8.27  # width of A4
_LEAST_DPI, _MOST_DPI = 72, 400


def recognises(source: Source) -> bool:
    head = source.head()
    return head.startswith(_SIGNATURES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP")


def read(source: Source) -> Reading:
    picture = _opened(source)
    frames = min(getattr(picture, "n_frames", 1), MAX_FRAMES)
    pages = []
    for place in range(frames):
        picture.seek(place)
        pages.append(ocr.recognised(_upright(picture), _dpi(picture), place + 1))
        source.tell(place + 1, frames)
    lines = [line for page in pages for line in page.lines]
    ocr.even_sizes(lines)
    stamps = [line.text for line in lines if act.is_stamp(line.text)]
    elements = act.arranged(elements_of([line for line in lines if not act.is_stamp(line.text)]), stamps)
    if not elements:
        raise refusal("no_text", "Aucun texte lisible sur cette image.")
    shown = act.title_of(elements) or title.first_heading(elements) or title.of_file(source.name)
    doubts = tuple(doubt for page in pages for doubt in page.doubts())
    return Reading(title.short(shown), tuple(elements), pages=frames, doubts=doubts)


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
    if picture.width * picture.height > MAX_PIXELS:
        size = f"{picture.width} × {picture.height} pixels"
        raise refusal(
            "too_large", f"L'image est trop grande ({size}) : la limite est de 100 millions de pixels."
        )
    return picture


def _upright(picture: Image) -> Image:
    """As the camera was held, on white where it is transparent."""
    from PIL import Image, ImageOps

    try:
        turned = ImageOps.exif_transpose(picture)
        if turned.mode in ("RGBA", "LA", "P", "PA"):
            turned = turned.convert("RGBA")
            paper = Image.new("RGBA", turned.size, "white")
            turned = Image.alpha_composite(paper, turned)
        return turned.convert("L")
    except (OSError, SyntaxError, ValueError) as error:
        raise refusal("broken", "L'image est abîmée : elle ne peut pas être lue.") from error


def _dpi(picture: Image) -> int:
    """What the file says when it is sensible, else as if the picture were a page wide."""
    said = float(picture.info.get("dpi", (0, 0))[0] or 0)
    guessed = picture.width / _PAGE_INCHES
    dpi = said if 120 <= said <= _MOST_DPI and said < 2 * guessed else guessed
    return int(min(max(dpi, _LEAST_DPI), _MOST_DPI))


IMAGE = Reader(MEDIA_TYPE, recognises, read)
