// Participations over time: a slider to the year that is shown, and a button that plays the years.

function setUpTime() {
  if (years.length < 2) return;
  const bar = byId("time"), slider = byId("year"), only = byId("only"), play = byId("play");
  let playing = 0;
  bar.hidden = false;
  slider.max = years.length - 1;
  byId("first").textContent = years[0];

  // The slider's place is a year's number, so that years without anything take no room.
  const show = (place) => change({ to: years[place], from: only.checked ? years[place] : 0 });
  const stop = () => { clearInterval(playing); playing = 0; label(); };

  function label() {
    play.textContent = playing ? "Pause" : "Play";
    play.setAttribute("aria-pressed", String(playing !== 0));
  }

  function advance() {
    const place = years.indexOf(state.to);
    if (place === years.length - 1) stop();
    else show(place + 1);
  }

  slider.addEventListener("input", () => { stop(); show(Number(slider.value)); });
  only.addEventListener("change", () => { if (state.to) show(Number(slider.value)); });
  byId("always").addEventListener("click", () => { stop(); change({ from: 0, to: 0 }); });
  play.addEventListener("click", () => {
    if (playing) { stop(); return; }
    show(!state.to || state.to === years[years.length - 1] ? 0 : years.indexOf(state.to));
    playing = setInterval(advance, still.matches ? 2000 : 900);
    label();
  });
  watchers.push((changed, { fit: anew }) => {
    if (anew && playing) stop();
    const at = state.to ? years.findLastIndex((year) => year <= state.to) : years.length - 1;
    slider.value = at;
    only.checked = state.from > 0 && state.from === state.to;
    const text = !state.to && !state.from ? "all years" : state.from === state.to ? `${state.to} only` : `${state.from || years[0]}–${state.to || years[years.length - 1]}`;
    byId("span").textContent = text;
    slider.setAttribute("aria-valuetext", text);
    byId("always").disabled = !state.to && !state.from;
  });
}
