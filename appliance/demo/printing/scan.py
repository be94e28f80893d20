"""A sheet that went through the copier, or the fax: pictures of pages, a little askew, and no text layer."""

from io import BytesIO
from random import Random

import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

DOTS_PER_INCH = 150
JPEG_QUALITY = 48
FAX_DOTS_PER_INCH = 200
INK = 170  # grey below it is black on a fax


def scanned(pdf: bytes, title: str) -> bytes:
    """The same pages as grey JPEG pictures with noise and a slight rotation, always the same."""
    result = BytesIO()
    canvas = Canvas(result, pagesize=A4, invariant=1)
    canvas.setTitle(title)
    chance = Random(title)  # noqa: S311 - grain of a copier, no secret
    for page in pypdfium2.PdfDocument(pdf):
        sheet = page.render(scale=DOTS_PER_INCH / 72).to_pil().convert("L")
        picture = ImageReader(BytesIO(_through_the_glass(sheet, chance)))
        canvas.drawImage(picture, 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return result.getvalue()


def faxed(pdf: bytes, title: str) -> bytes:
    """The first page in black and white, as a PNG of a few kilobytes, always the same."""
    page = pypdfium2.PdfDocument(pdf)[0]
    sheet = page.render(scale=FAX_DOTS_PER_INCH / 72).to_pil().convert("L")
    grey = Image.open(BytesIO(_through_the_glass(sheet, Random(title))))  # noqa: S311 - no secret
    result = BytesIO()
    grey.point(lambda shade: 255 * (shade >= INK)).convert("1").save(result, "PNG", optimize=True)
    return result.getvalue()


def _through_the_glass(sheet: Image.Image, chance: Random) -> bytes:
    turned = sheet.rotate(chance.uniform(-0.9, 0.9), Image.Resampling.BICUBIC, fillcolor=246)
    grain = Image.frombytes("L", sheet.size, chance.randbytes(sheet.width * sheet.height))
    dirty = Image.blend(turned, grain.filter(ImageFilter.GaussianBlur(1.2)), 0.12)
    result = BytesIO()
    dirty.filter(ImageFilter.GaussianBlur(0.4)).save(result, "JPEG", quality=JPEG_QUALITY)
    return result.getvalue()
