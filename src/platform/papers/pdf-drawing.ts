import type { Drawing, PathShape, TextShape } from '../charts/drawing.js';
import type { PdfSheet, Structure } from './pdf-sheet.js';

/** A drawing as paths and letters, with the words for who cannot see it; made smaller where the page is narrower. */
export function pdfDrawing(sheet: PdfSheet, parent: Structure, drawing: Drawing): void {
  const { document, left } = sheet;
  const scale = Math.min(1, sheet.width / drawing.width);
  const [width, height] = [drawing.width * scale, drawing.height * scale];
  sheet.need(height + 20);
  const top = sheet.y;
  const figure = sheet.open(parent, 'Figure', {
    alt: `${drawing.title}. ${drawing.description}`,
    bbox: [left, top, left + width, top + height],
    placement: 'Block',
  });
  figure.add(() => {
    document.save().translate(left, top).scale(scale);
    for (const shape of drawing.shapes) {
      if (shape.kind === 'path') path(document, shape);
      else letters(document, shape);
    }
    document.restore();
  });
  figure.end();
  sheet.y += height + 6;
}

function path(document: PDFKit.PDFDocument, { d, fill, stroke, strokeWidth, dash }: PathShape): void {
  const filled = fill === undefined || fill === 'none' ? null : fill;
  document.path(d);
  if (stroke === undefined || stroke === 'none') {
    if (filled !== null) document.fill(filled);
    else document.fillOpacity(0).fill('#ffffff').fillOpacity(1);
    return;
  }
  document.lineWidth(strokeWidth ?? 1);
  if (dash !== undefined && dash.length > 0) document.dash(dash as unknown as number, {});
  else document.undash();
  if (filled === null) document.stroke(stroke);
  else document.fillAndStroke(filled, stroke);
  document.undash();
}

/** A place in a drawing is that of the line the letters stand on. */
function letters(document: PDFKit.PDFDocument, { x, y, text, anchor, size, bold, colour }: TextShape): void {
  document
    .font(bold ? 'bold' : 'regular')
    .fontSize(size)
    .fillColor(colour ?? '#000000');
  const wide = document.widthOfString(text);
  const start = { start: 0, middle: wide / 2, end: wide }[anchor];
  document.text(text, x - start, y, { lineBreak: false, baseline: 'alphabetic' });
}
