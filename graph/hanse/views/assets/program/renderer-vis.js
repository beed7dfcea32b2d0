// Small graphs are drawn by vis-network, from the nodes, edges and options that pyvis gives.

function raise(container, on) {
  const { nodes: marks, edges: strokes, options } = scene.drawing;
  let dots = null, arcs = null; // once something is drawn
  const network = new vis.Network(container, {}, options);
  const canvas = container.querySelector("canvas");
  canvas.setAttribute("aria-hidden", "true");
  container.querySelectorAll("[tabindex]").forEach((inner) => inner.setAttribute("tabindex", "-1"));
  const number = (id) => Number(id.slice(1));
  let seen = { things: [], ties: [] };
  network.on("click", ({ nodes: hit, edges: crossed }) => {
    network.unselectAll();
    if (hit.length) on.choose({ node: number(hit[0]) });
    else if (crossed.length) on.choose({ edge: number(crossed[0]) });
    else if (chosen()) on.choose({});
  });
  network.on("hoverNode", ({ node }) => on.hover(number(node)));
  network.on("blurNode", () => on.hover(-1));
  network.on("hoverEdge", () => { container.style.cursor = "pointer"; });
  network.on("blurEdge", () => { container.style.cursor = ""; });
  network.on("dragging", ({ nodes: held }) => {
    const moved = network.getPositions(held);
    held.forEach((id) => { at.x[number(id)] = moved[id].x; at.y[number(id)] = moved[id].y; });
  });
  network.on("afterDrawing", () => on.frame());

  return {
    load(cast) {
      seen = cast;
      dots = null;
    },
    place(places) {
      for (const i of seen.things) network.moveNode(`n${i}`, places.x[i], places.y[i]);
    },
    paint(look) {
      const dotsNow = seen.things.map((i) => {
        const { hidden, fill: face, radius: size, alpha, ring } = look.thing(i);
        const colour = { background: face, border: look.ink };
        return { id: `n${i}`, x: at.x[i], y: at.y[i], hidden, opacity: alpha, size, borderWidth: ring ? 3.5 : 0.8, color: { ...colour, highlight: colour, hover: colour } };
      });
      const listed = new Set(seen.listed);
      const arcsNow = seen.ties.map((e) => {
        if (!listed.has(e)) return { id: `e${e}`, hidden: true };
        const { colour, share, width: wide } = look.tie(e);
        return { id: `e${e}`, hidden: false, width: wide, color: { color: colour, opacity: share, highlight: look.ink, hover: look.ink, inherit: false } };
      });
      if (dots) { dots.update(dotsNow); arcs.update(arcsNow); return; }
      dots = new vis.DataSet(dotsNow.map((thing) => ({ ...marks[number(thing.id)], label: undefined, ...thing })));
      arcs = new vis.DataSet(arcsNow.map((tie) => ({ ...strokes[number(tie.id)], ...tie })));
      network.setData({ nodes: dots, edges: arcs });
    },
    camera: () => ({ ...network.getViewPosition(), scale: network.getScale() }),
    move: ({ x, y, scale: to }) => network.moveTo({ position: { x, y }, scale: to, animation: false }),
    swell: (by) => by, // things grow as the drawing does
    resize() { network.setSize("100%", "100%"); network.redraw(); },
  };
}
