// What stays on a page while it is open: parts marked data-live are fetched anew when their topic changes.
'use strict';
(function () {
  const live = () => Array.from(document.querySelectorAll('[data-live][id]'));

  function wants(part, topics) {
    const wanted = part.dataset.live;
    return topics.some(topic => topic.startsWith('occurrence ')
      ? (wanted + ' ').startsWith(topic + ' ') : wanted.split(' ').includes(topic));
  }

  // Somebody who types, chooses or has a question open is not disturbed.
  function inUse(part) {
    return part.contains(document.activeElement) && document.activeElement.matches('input, select, textarea')
      || part.querySelector('details[open], input:checked') !== null;
  }

  function refresh(parts) {
    parts.filter(part => !inUse(part)).forEach(part => htmx.ajax('GET', location.pathname + location.search,
      { source: part, target: part, select: '#' + CSS.escape(part.id), swap: 'outerHTML' }));
  }

  if (live().length > 0 && 'EventSource' in window) {
    const events = new EventSource('/api/v1/events');
    let lost = false;
    events.addEventListener('changed', event => {
      const topics = JSON.parse(event.data).topics;
      refresh(live().filter(part => wants(part, topics)));
    });
    events.onerror = () => { lost = true; };
    events.onopen = () => { if (lost) { lost = false; refresh(live()); } };
    window.addEventListener('pagehide', () => events.close());
  }

  // What no event tells is looked at again every so many seconds.
  document.querySelectorAll('[data-every][id]').forEach(part => setInterval(
    () => refresh(live().filter(each => each.id === part.id)), part.dataset.every * 1000));

  document.addEventListener('change', event => {
    const name = event.target.dataset && event.target.dataset.all;
    if (name) {
      document.querySelectorAll('input[name="' + CSS.escape(name) + '"]').forEach(box => { box.checked = event.target.checked; });
    }
  });
})();
