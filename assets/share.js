// What the share panel does beside being drawn (src/panel/share): its previews, and the system's share sheet.
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
