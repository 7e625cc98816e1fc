// Starts a program beside the page, as worker.js?NAME&BUILD. Trunk does not put a hash into the names of
// such programs: the build in every address keeps a browser from taking an older one out of its cache.
const [name, build] = location.search.slice(1).split('&');
importScripts(`./${name}.js?${build}`);
wasm_bindgen({ module_or_path: `./${name}_bg.wasm?${build}` }).catch((error) => {
  // Only what is thrown outside a promise reaches the page.
  setTimeout(() => {
    throw error;
  });
});
