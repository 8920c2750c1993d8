(function () {
  'use strict';
  const search = document.getElementById('search');
  const found = document.getElementById('found');
  const count = document.getElementById('count');
  const record = document.getElementById('record');
  const blocks = Array.from(document.querySelectorAll('details.block'));
  const layers = new Map();
  document.querySelectorAll('a.layer').forEach(link => layers.set(link.dataset.layer, link));
  const names = Array.from(layers, ([number, link]) => {
    const row = document.getElementById('layer-' + number);
    return { number, link, row, name: row.cells[0].textContent, type: row.cells[1].textContent };
  });
  let pinned = null;

  document.querySelector('.controls').hidden = false;

  function element(tag, text) {
    const made = document.createElement(tag);
    made.textContent = text;
    return made;
  }

  // A layer's row of the table as a card.
  function show(link) {
    document.querySelectorAll('.layer.shown').forEach(other => other.classList.remove('shown'));
    link.classList.add('shown');
    const row = document.getElementById('layer-' + link.dataset.layer);
    const heads = row.closest('table').tHead.rows[0].cells;
    const list = document.createElement('dl');
    for (let i = 1; i < row.cells.length; i++) {
      const value = row.cells[i].textContent;
      if (value !== '' && value !== '0') {
        list.append(element('dt', heads[i].textContent), element('dd', value));
      }
    }
    const close = element('button', '×');
    close.type = 'button';
    close.setAttribute('aria-label', 'Close');
    close.addEventListener('click', hide);
    record.replaceChildren(close, element('h2', row.cells[0].textContent), list);
    record.hidden = false;
  }

  function hide() {
    const link = pinned;
    pinned = null;
    record.hidden = true;
    document.querySelectorAll('.layer.shown').forEach(other => other.classList.remove('shown'));
    if (link && record.contains(document.activeElement)) {
      link.focus();
    }
  }

  layers.forEach(link => {
    link.addEventListener('pointerenter', event => {
      if (event.pointerType === 'mouse' && !pinned) { show(link); }
    });
    link.addEventListener('pointerleave', event => {
      if (event.pointerType === 'mouse' && !pinned) { hide(); }
    });
    link.addEventListener('focus', () => { if (link.matches(':focus-visible')) { pinned = link; show(link); } });
    link.addEventListener('click', event => {
      event.preventDefault();
      if (pinned === link) { hide(); } else { pinned = link; show(link); }
    });
  });

  function reveal(block) {
    block.open = true;
    block.scrollIntoView({ block: 'start' });
    block.querySelector('summary').focus({ preventScroll: true });
  }

  document.querySelectorAll('a.gate').forEach(link => link.addEventListener('click', event => {
    event.preventDefault();
    reveal(document.querySelector(link.getAttribute('href')));
  }));

  function go(layer) {
    layer.link.closest('details.block').open = true;
    pinned = layer.link;
    show(layer.link);
    layer.link.scrollIntoView({ block: 'center', inline: 'center' });
    layer.link.focus({ preventScroll: true });
    found.hidden = true;
  }

  function find() {
    const words = search.value.toLowerCase().split(/\s+/).filter(word => word !== '');
    const hits = words.length === 0 ? [] : names.filter(layer => words.every(word => layer.name.toLowerCase().includes(word)));
    count.textContent = words.length === 0 ? '' : hits.length + ' of ' + names.length + ' layers';
    found.replaceChildren(...hits.slice(0, 50).map(layer => {
      const item = document.createElement('li');
      const link = element('a', layer.name);
      link.href = '#layer-' + layer.number;
      link.append(element('small', layer.type));
      link.addEventListener('click', event => { event.preventDefault(); go(layer); });
      item.append(link);
      return item;
    }));
    found.hidden = hits.length === 0;
    return hits;
  }

  search.addEventListener('input', find);
  search.addEventListener('focus', find);
  search.addEventListener('keydown', event => {
    if (event.key === 'Enter') {
      const hits = find();
      if (hits.length > 0) { go(hits[0]); }
    } else if (event.key === 'ArrowDown' && !found.hidden) {
      event.preventDefault();
      found.querySelector('a').focus();
    }
  });
  found.addEventListener('keydown', event => {
    const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key];
    if (step) {
      event.preventDefault();
      const other = document.activeElement.closest('li')[step];
      (other ? other.querySelector('a') : search).focus();
    }
  });
  document.addEventListener('click', event => {
    if (!event.target.closest('.search')) { found.hidden = true; }
  });
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') { found.hidden = true; hide(); }
  });
  document.getElementById('open').addEventListener('click', () => blocks.forEach(block => { block.open = true; }));
  document.getElementById('close').addEventListener('click', () => { hide(); blocks.forEach(block => { block.open = false; }); });

  // What is closed would not be printed by browsers that do not know details-content.
  let closed = [];
  window.addEventListener('beforeprint', () => {
    closed = blocks.filter(block => !block.open);
    closed.forEach(block => { block.open = true; });
  });
  window.addEventListener('afterprint', () => closed.forEach(block => { block.open = false; }));
})();
