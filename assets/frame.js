// embed.html: its program makes the HTML of the card, this shows it and tells the host page how high it
// is. Until the program is there, and where it cannot be, the card is a title and a link. The build
// joins this file with what wasm-bindgen writes. A view of the page, such as trends, has a program of its own (view.js).
import start, { card } from './card.js';

const place = document.getElementById('card');
const plain = place.innerHTML;
let ready = false;
let isSettled = false;
const isView = () => location.hash.startsWith('#view=');

// The query has it; in the fragment it is found as well, where it is no part of the estimate.
const [, theme] = /[?&]theme=(\w+)/.exec(location.search) ?? /[#&]theme=(\w+)/.exec(location.hash) ?? [];
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
const fragment = () => location.hash.replace(/&theme=\w*/, '');

/** The title as the link spells it, if it can be read. */
function title() {
  const [, spelled = ''] = /[#&]title=([^&]*)/i.exec(location.hash) ?? [];
  try {
    return decodeURIComponent(spelled.replace(/[_+]/g, ' ')).trim();
  } catch {
    return '';
  }
}

function drawPlain() {
  place.innerHTML = plain;
  place.querySelector('h1').textContent = title() || 'Training compute';
  const link = place.querySelector('a');
  link.href = `./${fragment()}`;
  link.textContent = isView() ? 'Open it in Petaday' : 'Open the estimate in Petaday';
}

// Links with a network, with periods, or with hardware by another name: few have these.
let whole;
let loading;
function loadWhole() {
  loading ??= import('./whole_card.js').then(async (program) => {
    await program.default({ module_or_path: new URL('./whole_card_bg.wasm', import.meta.url) });
    whole = program.card;
  });
  return loading;
}

/** Draws the card; whether it is there, and not still loading. */
function draw() {
  let isThere = true;
  try {
    if (!ready) return drawPlain();
    const html = card(fragment(), `./${fragment()}`) ?? whole?.(fragment(), `./${fragment()}`);
    isThere = html !== undefined;
    if (isThere) place.innerHTML = html;
    else drawPlain();
  } catch (error) {
    ready = false;
    drawPlain();
    console.warn(error);
  }
  document.title = [...place.querySelectorAll('h1, .headline')].map((part) => part.textContent).join(': ');
  return isThere;
}

async function drawAll() {
  try {
    if (isView()) return await drawView();
    await loadCard();
    // Another link may have been opened meanwhile.
    if (isView() || draw() || !ready) return;
    await loadWhole();
    if (!isView()) draw();
  } catch (error) {
    if (isView()) drawPlain();
    console.warn(error);
  }
}

// Where the program cannot be loaded the plain card stays, which has the link.
let loadingCard;
function loadCard() {
  loadingCard ??= start({ module_or_path: new URL('./card_bg.wasm', import.meta.url) }).then(
    () => (ready = true),
    (error) => console.warn(error),
  );
  return loadingCard;
}

// embed.html asks for the program of cards at once. A view gives it up.
function giveUpCard() {
  const asked = document.querySelector('link[rel=preload]');
  const given = new AbortController();
  fetch(asked.href, { signal: given.signal }).catch(() => {});
  given.abort();
}

let loadingView;
async function drawView() {
  if (!loadingCard && !loadingView) giveUpCard();
  loadingView ??= import('./view.js').then(({ load }) => load());
  const show = await loadingView;
  if (!isView()) return;
  show(place, fragment(), `./${fragment()}`);
  document.title = place.querySelector('h1').textContent;
}

let said;
function sayHeight() {
  // Not before it is what it stays: a host page should move once.
  if (!isSettled || parent === window) return;
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  if (height === said) return;
  said = height;
  // To whoever has put the card on a page: there is nothing secret in a height.
  parent.postMessage({ petaday: 1, height }, '*');
}

drawPlain();
addEventListener('hashchange', async () => {
  await drawAll();
  sayHeight();
});
drawAll().then(() => {
  isSettled = true;
  new ResizeObserver(sayHeight).observe(document.documentElement);
  // A browser does not observe what is not on the screen yet; and there the host page can make room unseen.
  sayHeight();
});
