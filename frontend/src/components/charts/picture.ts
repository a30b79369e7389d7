/** A drawn chart as a picture that can be sent: its title, what its colours mean, and the chart. */

export interface LegendEntry {
  label: string;
  /** As CSS takes it, `var(…)` as well. */
  color: string;
}

const SCALE = 2;
const EDGE = 20;
const TITLE = 30;
const LINE = 22;
const DOT = 5;

/** What a stylesheet says about a shape; a picture has no stylesheet. */
const LOOKS = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'paint-order',
  'opacity',
  'font-size',
  'font-family',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
  'visibility',
  'display',
  'color',
];

const area = (element: Element): number => {
  const { width, height } = element.getBoundingClientRect();
  return width * height;
};

/** The drawing of a frame: the largest there is, as buttons have drawings too. */
export function drawingIn(frame: Element): SVGSVGElement | null {
  const drawings = [...frame.querySelectorAll('svg')].sort((a, b) => area(b) - area(a));
  return drawings[0] ?? null;
}

/** A copy that looks the same without the page around it. */
export function standingAlone(drawing: SVGSVGElement): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement; // a clone is of the same kind
  const { width, height } = drawing.getBoundingClientRect();
  const copies = [copy, ...copy.querySelectorAll('*')];
  for (const [place, shape] of [drawing, ...drawing.querySelectorAll('*')].entries()) {
    const style = getComputedStyle(shape);
    const looks = LOOKS.map((name) => `${name}:${style.getPropertyValue(name)}`).join(';');
    copies[place]?.setAttribute('style', looks);
    copies[place]?.removeAttribute('class');
  }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  if (!copy.hasAttribute('viewBox')) copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  return copy;
}

function loaded(drawing: SVGSVGElement): Promise<HTMLImageElement> {
  const image = new Image();
  const text = new XMLSerializer().serializeToString(drawing);
  return new Promise((resolve, reject) => {
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('The browser can’t draw it.'));
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  });
}

/** A colour as a canvas takes it: with its variables looked up. */
function plainColor(color: string, frame: Element): string {
  const probe = document.createElement('span');
  probe.style.color = color;
  frame.append(probe);
  const plain = getComputedStyle(probe).color;
  probe.remove();
  return plain;
}

/** Draws the legend and returns how far down it comes; without a pen it is only measured. */
function drawLegend(pen: CanvasRenderingContext2D, legend: LegendEntry[], width: number, frame: Element): number {
  let [x, y] = [EDGE, EDGE + TITLE];
  pen.font = `13px ${getComputedStyle(frame).fontFamily}`;
  for (const { label, color } of legend) {
    const room = pen.measureText(label).width + 36;
    if (x > EDGE && x + room > width - EDGE) [x, y] = [EDGE, y + LINE];
    pen.fillStyle = plainColor(color, frame);
    pen.beginPath();
    pen.arc(x + DOT, y + 8, DOT, 0, 2 * Math.PI);
    pen.fill();
    pen.fillStyle = plainColor('var(--mantine-color-text)', frame);
    pen.fillText(label, x + 3 * DOT, y + 12.5);
    x += room;
  }
  return legend.length > 0 ? y + LINE + 6 : y;
}

/** A PNG of the chart that is drawn in `frame`, twice as fine as the screen. */
export async function pictureOf(frame: HTMLElement, title: string, legend: LegendEntry[]): Promise<Blob> {
  const drawing = drawingIn(frame);
  if (!drawing) throw new Error('There is no chart yet.');
  const chart = await loaded(standingAlone(drawing));
  const width = Math.max(chart.width, 320) + 2 * EDGE;
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('The browser can’t draw pictures.');
  const top = drawLegend(pen, legend, width, frame);
  // Sizing a canvas wipes it: what was drawn above only told how much room there has to be.
  [canvas.width, canvas.height] = [width * SCALE, (top + chart.height + EDGE) * SCALE];
  pen.scale(SCALE, SCALE);
  pen.fillStyle = plainColor('var(--app-surface)', frame);
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = plainColor('var(--mantine-color-text)', frame);
  pen.font = `600 16px ${getComputedStyle(frame).fontFamily}`;
  pen.fillText(title, EDGE, EDGE + 14);
  drawLegend(pen, legend, width, frame);
  pen.drawImage(chart, EDGE, top, chart.width, chart.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The browser gave no picture.'))), 'image/png'),
  );
}
