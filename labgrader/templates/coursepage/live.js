// Replaces what has changed while one looks. Without it, the page is reloaded.
(() => {
  const address = document.body.dataset.events;
  if (!address || !window.EventSource) return;
  const part = (name) => document.getElementById(name);
  const holds = (element) => element.contains(document.activeElement) && document.activeElement !== element;
  let first = true;
  new EventSource(address).addEventListener("parts", (event) => {
    const said = JSON.parse(event.data);
    const work = part("work");
    const focused = holds(work) ? document.activeElement.id : "";
    const unfolded = [...work.querySelectorAll("details")].map((one) => one.open);
    work.innerHTML = said.work;
    work.querySelectorAll("details").forEach((one, number) => { one.open = Boolean(unfolded[number]); });
    if (focused && part(focused)) part(focused).focus();
    const reading = part("reading");
    const isNew = reading && reading.dataset.key !== said.key;
    if (isNew && !holds(reading)) {
      // Nobody is in the middle of reading another page.
      reading.dataset.key = said.key;
      reading.innerHTML = said.reading;
    }
    if (isNew || !first) part("status").textContent = said.status;
    first = false;
  });
})();
