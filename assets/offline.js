// Keeps the page for visits without a network, and says when a newer version is ready (docs/offline.md).

/** Called when the page is there. Not in a frame, nor for who wants to save data. */
export default async function keep() {
  if (top !== self || navigator.connection?.saveData) return;
  try {
    const worker = navigator.serviceWorker;
    const registration = await worker.register('./sw.js');
    const look = () => {
      if (registration.waiting && worker.controller) announce(worker, registration);
      if (registration.installing) registration.installing.onstatechange = look;
    };
    registration.onupdatefound = look;
    look();
  } catch {
    // Not without TLS, nor where the browser keeps nothing: the page needs the network then.
  }
}

function announce(worker, registration) {
  if (document.querySelector('.update')) return;
  const line = document.createElement('p');
  line.className = 'update';
  line.innerHTML =
    '<span role=status></span> <button type=button class=link>Use it now</button> <button type=button class=link>Dismiss</button>';
  const [says, use, dismiss] = line.children;
  use.onclick = () => {
    worker.oncontrollerchange = () => {
      // The page puts what was just typed into its address.
      dispatchEvent(new Event('blur'));
      location.reload();
    };
    if (registration.waiting) registration.waiting.postMessage('use');
    // Another page was quicker.
    else worker.oncontrollerchange();
  };
  dismiss.onclick = () => line.remove();
  document.querySelector('.brand').after(line);
  // A change of what is there is read out; what comes with its text is not.
  setTimeout(() => (says.textContent = 'A new version of Petaday is ready: it is used from your next visit.'));
}
