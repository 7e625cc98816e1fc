// Trends and comparisons in embed.html: its program makes the HTML and says what a pointer or a key is at, this shows it.
// The build joins this file with what wasm-bindgen writes.
import start, { View } from './chart.js';

/** Loads the program and its style. Returns the function that shows a view. */
export async function load() {
  await Promise.all([start({ module_or_path: new URL('./chart_bg.wasm', import.meta.url) }), loadSheet()]);
  return show;
}

function loadSheet() {
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = new URL('./chart.css', import.meta.url);
  return new Promise((resolve, reject) => {
    sheet.onload = resolve;
    sheet.onerror = () => reject(new Error(`Could not load ${sheet.href}`));
    document.head.append(sheet);
  });
}

let view;
let observer;

/** Shows the view of a fragment in an element. Its link leads to an address. */
function show(place, fragment, address) {
  observer?.disconnect();
  view?.free();
  view = new View(fragment, address);
  place.innerHTML = view.html();
  const area = place.querySelector('#chart');
  if (area) follow(area, area.querySelector('.plot'), area.querySelector('.pointed'), place.querySelector('#pointed'));
}

/** Draws the picture in the width that there is, and follows pointers and keys in it. */
function follow(area, plot, spot, said) {
  let width;
  const draw = () => {
    if (area.clientWidth === width || area.clientWidth === 0) return;
    width = area.clientWidth;
    plot.innerHTML = view.picture(width);
    describe();
  };

  /** Puts the ring and the description where the program says that they are. */
  function describe() {
    spot.innerHTML = view.pointed();
    for (const { style, dataset } of spot.children) {
      style.setProperty('--x', `${dataset.x}px`);
      style.setProperty('--y', `${dataset.y}px`);
    }
    said.textContent = view.words();
  }

  function point({ clientX, clientY, target }) {
    // The description has a link: it stays while the pointer is in it.
    if (target.closest('.tip')) return;
    const { left, top } = area.getBoundingClientRect();
    if (view.point(clientX - left, clientY - top)) describe();
  }

  // A mouse that only passes by leaves nothing pointed at; a press does, and so does a finger.
  let isPressed = false;
  area.addEventListener('pointermove', (event) => {
    if (!isPressed && event.pointerType === 'mouse') point(event);
  });
  area.addEventListener('pointerdown', (event) => {
    point(event);
    isPressed = spot.childElementCount > 0;
  });
  area.addEventListener('pointerleave', ({ pointerType }) => {
    if (isPressed || pointerType !== 'mouse') return;
    view.point(-1e6, -1e6);
    describe();
  });
  area.addEventListener('keydown', (event) => {
    if (event.target !== area || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') spot.querySelector('a')?.click();
    else if (!view.press(event.key)) return;
    event.preventDefault();
    isPressed = true;
    describe();
  });

  draw();
  observer = new ResizeObserver(draw);
  observer.observe(area);
}
