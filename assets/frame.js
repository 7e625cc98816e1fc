// What embed.html does before its program runs, and without it: the card has its title and a link, and
// the host page hears how high it is. The build joins this file with the program's.
import start from './card.js';

const theme = new URLSearchParams(location.search).get('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;

function title() {
  const [, spelled] = /[#&]title=([^&]*)/i.exec(location.hash) ?? [];
  try {
    return decodeURIComponent((spelled ?? '').replace(/[_+]/g, ' ')).trim();
  } catch {
    return '';
  }
}

function fallback() {
  const heading = document.getElementById('title');
  const link = document.getElementById('open');
  if (heading && title()) heading.textContent = title();
  if (link) link.href = `./${location.hash}`;
}

let said;
function say() {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  if (height === said) return;
  said = height;
  // To whoever has put the card on a page; there is nothing secret in a height.
  parent.postMessage({ petaday: 1, height }, '*');
}

fallback();
addEventListener('hashchange', fallback);
if (parent !== window) new ResizeObserver(say).observe(document.documentElement);
start({ module_or_path: new URL('./card_bg.wasm', import.meta.url) });
