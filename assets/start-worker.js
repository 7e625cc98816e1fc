// Starts the program beside the page, as start-worker.js?BUILD. Trunk does not put a hash into the names
// of such programs: the build in every address keeps a browser from taking an older one out of its cache.
const build = location.search;
importScripts(`./worker.js${build}`);
wasm_bindgen({ module_or_path: `./worker_bg.wasm${build}` }).catch((error) => {
  // Only what is thrown outside a promise reaches the page.
  setTimeout(() => {
    throw error;
  });
});
