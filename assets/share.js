// The acts of the share panel that src/panel/share does not draw: its previews, and the system's share sheet.
// The page loads this with the panel (src/app/sheet.rs).
const panel = document.getElementById('share');
/** What each iframe shows. */
const shown = new WeakMap();

function look() {
  for (const frame of panel.querySelectorAll('iframe[data-src]')) {
    const address = frame.dataset.src;
    if (shown.get(frame) === address) continue;
    shown.set(frame, address);
    // No entry in the history; and where only the fragment is another, the card stays and draws anew.
    frame.contentWindow.location.replace(address);
  }
  if (panel.querySelector('training-compute') && !document.querySelector('script[src$="embed.js"]')) {
    const script = document.createElement('script');
    script.src = './embed.js';
    document.head.append(script);
  }
}

new MutationObserver(look).observe(panel, { subtree: true, childList: true, attributeFilter: ['data-src'] });
look();

// As the snippet's own listener does (src/panel/share/snippet.rs); here the panel is told, and its snippets
// have the height then.
addEventListener('message', ({ data, source }) => {
  const frame = document.getElementById('share-frame');
  const said = document.getElementById('share-height');
  const height = data && data.petaday === 1 && data.height;
  if (typeof height !== 'number' || !(height >= 40 && height <= 5000)) return;
  if (!frame || frame.contentWindow !== source || said.value === String(Math.ceil(height))) return;
  frame.height = said.value = Math.ceil(height);
  said.dispatchEvent(new Event('input', { bubbles: true }));
});

if (navigator.share && (!navigator.canShare || navigator.canShare({ url: location.href }))) {
  // Where the panel's drawing does not undo it.
  document.documentElement.dataset.sharing = '';
}
panel.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-share]');
  if (!button) return;
  const url = document.getElementById('share-link').textContent;
  // Who closes the sheet has changed their mind; and the link is there to copy.
  navigator.share({ title: button.dataset.share, text: button.dataset.share, url }).catch(() => {});
});

// A picture in pixels, as large as screens and slides want it.
const SCALE = 2;
panel.addEventListener('click', async ({ target }) => {
  const button = target.closest('[data-png]');
  if (!button) return;
  try {
    await keepPicture(button);
  } catch {
    button.textContent = 'The browser does not draw it: take the SVG';
  }
});

async function keepPicture(button) {
  const picture = new Image();
  picture.src = document.getElementById('share-picture').src;
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = picture.naturalWidth * SCALE;
  canvas.height = picture.naturalHeight * SCALE;
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  const drawn = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  const texts = { Title: button.dataset.says, Description: button.dataset.link, Software: 'Petaday' };
  const link = document.createElement('a');
  link.href = URL.createObjectURL(withTexts(new Uint8Array(await drawn.arrayBuffer()), texts));
  link.download = button.dataset.png;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A PNG with texts: iTXt chunks, which hold UTF-8, behind its first one (PNG, 3rd edition, 5.3 and 11.3.3.4). */
function withTexts(png, texts) {
  const HEADER = 8 + 25;
  const chunks = Object.entries(texts).map(([keyword, text]) => {
    const content = new TextEncoder().encode(`iTXt${keyword}\0\0\0\0\0${text}`);
    const chunk = new Uint8Array(content.length + 8);
    const view = new DataView(chunk.buffer);
    view.setUint32(0, content.length - 4);
    chunk.set(content, 4);
    view.setUint32(content.length + 4, crc(content));
    return chunk;
  });
  return new Blob([png.subarray(0, HEADER), ...chunks, png.subarray(HEADER)], { type: 'image/png' });
}

/** The sum that ends a chunk (annex D). */
function crc(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
