// For the pages of others: estimates, charts and comparisons, each loaded when it comes near the screen.
//
//   <script src="https://HOST/PATH/embed.js" async></script>
//   <training-compute href="https://HOST/PATH/#v=1&…"><a href="https://HOST/PATH/#v=1&…">Llama 2 70B</a></training-compute>
//
// theme="light", "dark", "host" (as the page around it) or "auto" (as the reader's system); height in pixels
// until the card has said its own; title for screen readers. What is inside stands there until the card does,
// and where it cannot. docs/embedding.md has more.
(() => {
  const script = document.currentScript;
  if (!script || !script.src) return;
  const home = new URL('.', script.src).href;
  const there = customElements.get('training-compute');
  if (there) {
    // Once more, or from another host: its links are then cards as well.
    if (there.welcome) there.welcome(home);
    return;
  }

  // The distance from the screen, in pixels, at which a card is loaded, and the number of cards that are kept farther away: each
  // is a page of its own, with a program's memory.
  const NEAR = 1000;
  const MOST = 24;
  const homes = new Set([home]);
  const connected = new Set();
  // Those with a card, the one that came near last at the end.
  const framed = new Set();

  const sheet = new CSSStyleSheet();
  // Until it is known how high a card is, a guess of its width, so that nothing below it moves far.
  sheet.replaceSync(`
    :host { display: block; min-width: min(280px, 100%); container-type: inline-size }
    #box { display: grid; grid-template-columns: 100%; min-height: 480px; min-height: clamp(440px, 680px - 36cqw, 600px); outline-color: CanvasText }
    #box.trends { min-height: 960px; min-height: clamp(960px, 1840px - 140cqw, 1500px) }
    #link, iframe { grid-area: 1 / 1; min-width: 0 }
    iframe { width: 100%; height: 100%; border: 0; opacity: 0 }
    .up iframe { opacity: 1 }
    .up #link { display: none }
  `);

  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) target.getRootNode().host.near(isIntersecting);
    },
    { rootMargin: `${NEAR}px` },
  );

  class TrainingCompute extends HTMLElement {
    static get observedAttributes() {
      return ['href', 'theme', 'title', 'height'];
    }

    static welcome(another) {
      homes.add(another);
      connected.forEach((element) => element.update());
    }

    constructor() {
      super();
      const root = this.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [sheet];
      this.box = document.createElement('div');
      this.box.id = 'box';
      const link = document.createElement('div');
      link.id = 'link';
      this.slotted = document.createElement('slot');
      link.append(this.slotted);
      this.box.append(link);
      root.append(this.box);
    }

    connectedCallback() {
      connected.add(this);
      observer.observe(this.box);
      this.update();
    }

    disconnectedCallback() {
      connected.delete(this);
      observer.unobserve(this.box);
      this.isNear = false;
      this.drop();
    }

    attributeChangedCallback() {
      if (this.isConnected) this.update();
    }

    near(isNear) {
      this.isNear = isNear;
      if (isNear && this.isConnected) {
        if (framed.delete(this)) framed.add(this);
        this.update();
      }
      for (const element of framed) {
        if (framed.size <= MOST) break;
        if (!element.isNear && !element.shadowRoot.activeElement) element.drop();
      }
    }

    // Where the card is: none, unless the link is one of a Petaday whose script the page has.
    get address() {
      const url = this.url;
      const page = url && url.origin + url.pathname;
      const place = [...homes].find((place) => [place, `${place}index.html`, `${place}embed.html`].includes(page));
      if (!place || !url.hash) return undefined;
      const theme = this.lightOrDark;
      return `${place}embed.html${theme ? `?theme=${theme}` : ''}${url.hash}`;
    }

    get url() {
      if (!this.hasAttribute('href')) return undefined;
      try {
        return new URL(this.getAttribute('href'), document.baseURI);
      } catch {
        return undefined;
      }
    }

    // Not `theme`: frameworks set a property in place of an attribute of its name, and this one has no setter.
    get lightOrDark() {
      const theme = this.getAttribute('theme');
      if (theme === 'light' || theme === 'dark') return theme;
      if (theme !== 'host') return '';
      follow();
      // The color of text where the page sets none: light if the page is dark here.
      const [red] = /\d+/.exec(getComputedStyle(this.box).outlineColor) || [0];
      return red > 127 ? 'dark' : 'light';
    }

    update() {
      const address = this.address;
      const height = Number(this.getAttribute('height'));
      const known = this.said || (height >= 40 && height <= 5000 && height);
      this.box.classList.toggle('trends', Boolean(address && address.includes('#view=trends')));
      this.box.style.minHeight = !address ? '0' : known ? `${known}px` : '';
      this.stand();
      const isSamePage = this.frame && address && address.split('#')[0] === this.shown.split('#')[0];
      if (!isSamePage) this.drop();
      if (!address || !(this.frame || this.isNear)) return;
      if (!this.frame) {
        this.frame = document.createElement('iframe');
        this.frame.referrerPolicy = 'no-referrer';
        this.frame.src = address;
        this.box.append(this.frame);
        framed.add(this);
      } else if (address !== this.shown) {
        // Another fragment: the card draws itself anew, and Back does not lead to the one before.
        this.frame.contentWindow.location.replace(address);
      }
      this.shown = address;
      this.frame.title = this.title || this.textContent.trim() || 'Training compute';
    }

    // With nothing inside the element, its link stands in for the card.
    stand() {
      const { url } = this;
      const link = document.createElement('a');
      if (url && /^https?:$/.test(url.protocol)) link.href = url.href;
      link.textContent = this.title || 'Training compute';
      this.slotted.replaceChildren(link);
    }

    fit(height) {
      this.said = height;
      this.frame.style.height = this.box.style.minHeight = `${height}px`;
      this.box.classList.add('up');
    }

    drop() {
      if (this.frame) this.frame.remove();
      this.frame = undefined;
      this.box.classList.remove('up');
      framed.delete(this);
    }
  }

  addEventListener('message', ({ data, origin, source }) => {
    const height = data && data.petaday === 1 && data.height;
    if (typeof height !== 'number' || !(height >= 40 && height <= 5000)) return;
    for (const element of framed) {
      const { frame, shown } = element;
      if (frame.contentWindow === source && new URL(shown).origin === origin) element.fit(height);
    }
  });

  // Whether the page is light or dark may change with the system, or by what it does to itself.
  let isFollowing = false;
  function follow() {
    if (isFollowing) return;
    isFollowing = true;
    const again = () => connected.forEach((element) => element.getAttribute('theme') === 'host' && element.update());
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
    const changes = new MutationObserver(again);
    for (const element of [document.documentElement, document.body]) changes.observe(element, { attributes: true });
  }

  customElements.define('training-compute', TrainingCompute);
})();
