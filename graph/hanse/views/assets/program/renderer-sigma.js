// Large graphs are drawn by sigma, with WebGL. Kinds keep their shapes: a program for the graphics card draws them.

const SPAN = 1000; // of sigma's own coordinates: fixed, so that a camera means the same whatever is drawn
const SHAPES = ["dot", "square", "diamond", "star", "hexagon", "triangle", "triangleDown"];
const VERTEX = `
attribute vec4 a_id; attribute vec4 a_color; attribute vec2 a_position; attribute float a_size; attribute float a_form; attribute float a_angle;
uniform mat3 u_matrix; uniform float u_sizeRatio; uniform float u_correctionRatio;
varying vec4 v_color; varying vec2 v_at; varying float v_form; varying float v_pixels;
void main() {
  vec2 away = vec2(cos(a_angle), sin(a_angle)) * 2.7;
  float reach = a_size * u_correctionRatio / u_sizeRatio * 2.0;
  gl_Position = vec4((u_matrix * vec3(a_position + away * reach, 1.0)).xy, 0.0, 1.0);
  v_at = away; v_form = a_form; v_pixels = a_size / u_sizeRatio;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
}`;
// How far out a point lies in a shape: 1 on its border.
const FRAGMENT = `
precision highp float;
varying vec4 v_color; varying vec2 v_at; varying float v_form; varying float v_pixels;
uniform vec3 u_ink;
float far(vec2 p, float form) {
  vec2 q = abs(p);
  if (form < 0.5) return length(p);
  if (form < 1.5) return max(q.x, q.y) / 0.92;
  if (form < 2.5) return (q.x + q.y) / 1.2;
  if (form < 3.5) {
    float fifth = 0.62831853;
    float angle = abs(mod(atan(p.x, p.y) + fifth, 2.0 * fifth) - fifth);
    vec2 r = length(p) * vec2(cos(angle), sin(angle));
    return dot(r, vec2(0.62, 0.784)) / 0.81;
  }
  if (form < 4.5) return max(q.y, 0.866 * q.x + 0.5 * q.y) / 0.92;
  float y = form < 5.5 ? p.y : -p.y;
  return max(-y, 0.866 * q.x + 0.5 * y) / 0.66;
}
void main() {
  float d = far(v_at, floor(v_form + 0.5));
  #ifdef PICKING_MODE
  gl_FragColor = d > 1.05 ? vec4(0.0) : v_color;
  #else
  float soft = 1.0 / max(v_pixels, 1.0);
  float ring = smoothstep(1.0 - 1.6 * soft, 1.0 - 0.6 * soft, d) * step(5.0, v_pixels);
  float inside = 1.0 - smoothstep(1.0 - soft * 0.5, 1.0 + soft * 0.5, d);
  float alpha = v_color.a * inside;
  gl_FragColor = vec4(mix(v_color.rgb, u_ink, ring * 0.6) * alpha, alpha);
  #endif
}`;
let border = [0, 0, 0];

class Shapes extends sigma.NodeProgram {
  getDefinition() {
    const [float, byte] = [WebGLRenderingContext.FLOAT, WebGLRenderingContext.UNSIGNED_BYTE];
    const third = (2 * Math.PI) / 3;
    return {
      VERTICES: 3, VERTEX_SHADER_SOURCE: VERTEX, FRAGMENT_SHADER_SOURCE: FRAGMENT, METHOD: WebGLRenderingContext.TRIANGLES,
      UNIFORMS: ["u_sizeRatio", "u_correctionRatio", "u_matrix", "u_ink"],
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: float }, { name: "a_size", size: 1, type: float }, { name: "a_form", size: 1, type: float },
        { name: "a_color", size: 4, type: byte, normalized: true }, { name: "a_id", size: 4, type: byte, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_angle", size: 1, type: float }], CONSTANT_DATA: [[0], [third], [2 * third]],
    };
  }

  processVisibleItem(id, start, { x, y, size: wide, form, color }) {
    this.array.set([x, y, wide, form], start);
    this.array[start + 4] = sigma.floatColor(color);
    this.array[start + 5] = id;
  }

  setUniforms({ sizeRatio, correctionRatio, matrix }, { gl, uniformLocations: at }) {
    gl.uniform1f(at.u_correctionRatio, correctionRatio);
    gl.uniform1f(at.u_sizeRatio, sizeRatio);
    gl.uniformMatrix3fv(at.u_matrix, false, matrix);
    gl.uniform3f(at.u_ink, ...border);
  }
}

function raise(container, on) {
  let whole = 1; // window's pixels by pixel of the drawing where the camera's ratio is 1
  const drawing = new sigma.Sigma(new sigma.Graph({ type: "undirected" }), container, {
    renderLabels: false, allowInvalidContainer: true, defaultDrawNodeHover: () => {}, enableCameraRotation: false, stagePadding: 0, minEdgeThickness: 1,
    nodeProgramClasses: { circle: Shapes }, edgeProgramClasses: { line: sigma.EdgeRectangleProgram },
    zoomToSizeRatioFunction: (ratio) => 1 / swell(whole / ratio), zoomDuration: still.matches ? 0 : 180, inertiaDuration: still.matches ? 0 : 200,
  });
  drawing.setCustomBBox({ x: [-SPAN, SPAN], y: [-SPAN, SPAN] });
  container.querySelectorAll("canvas").forEach((canvas) => canvas.setAttribute("aria-hidden", "true"));
  let seen = { things: [], listed: [] };
  drawing.on("afterRender", () => on.frame());
  drawing.on("enterNode", ({ node }) => on.hover(Number(node)));
  drawing.on("leaveNode", () => on.hover(-1));
  drawing.on("clickNode", ({ node }) => on.choose({ node: Number(node) }));
  drawing.on("clickStage", ({ event }) => {
    const e = lineAt(event.x, event.y);
    if (e >= 0) on.choose({ edge: e });
    else if (chosen()) on.choose({});
  });

  // By a camera at rest: the drawing's own has perhaps moved since it was last drawn.
  function measure() {
    const rest = { cameraState: { x: 0.5, y: 0.5, ratio: 1, angle: 0 } };
    const [one, other] = [0, SPAN].map((x) => drawing.graphToViewport({ x, y: 0 }, rest));
    whole = (other.x - one.x) / SPAN;
  }

  function lineAt(x, y) {
    const view = frame();
    let [best, found] = [5, -1];
    for (const e of seen.listed) {
      const [x1, y1, x2, y2] = [edges.one[e], edges.other[e]].flatMap((i) => [at.x[i] * view.scale + view.left, at.y[i] * view.scale + view.top]);
      const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
      const share = length ? Math.min(1, Math.max(0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length)) : 0;
      const away = Math.hypot(x - x1 - share * (x2 - x1), y - y1 - share * (y2 - y1));
      if (away < best) [best, found] = [away, e];
    }
    return found;
  }

  // Sigma asks for every line to be known; only those listed are put in.
  function build(look) {
    const graph = new sigma.Graph({ type: "undirected", multi: true, allowSelfLoops: false });
    for (const i of [...seen.things].reverse()) {
      const { hidden, fill: face, radius: wide, alpha, ring } = look.thing(i);
      if (hidden) continue;
      const shade = Math.round(alpha * 255).toString(16).padStart(2, "0");
      graph.addNode(String(i), { x: at.x[i], y: -at.y[i], size: wide * (ring ? 1.3 : 1), form: SHAPES.indexOf(kindOf(i).shape), color: face + shade });
    }
    const strokes = seen.listed.map((e) => [e, look.tie(e)]);
    for (const [e, { colour, share, width: wide, on }] of [...strokes.filter(([, { first }]) => !first), ...strokes.filter(([, { first }]) => first)]) {
      graph.addEdgeWithKey(String(e), String(edges.one[e]), String(edges.other[e]), { color: mixed(colour, share), size: on && look.near ? wide * 1.2 : wide });
    }
    drawing.setGraph(graph);
  }

  return {
    load(cast) { seen = cast; },
    place(places) {
      drawing.getGraph().updateEachNodeAttributes((node, mark) => ({ ...mark, x: places.x[node], y: -places.y[node] }), { attributes: ["x", "y"] });
    },
    paint(look) {
      border = channels(look.ink).map((value) => value / 255);
      build(look);
      measure();
    },
    camera() {
      const { x, y, ratio } = drawing.getCamera().getState();
      measure();
      return { x: (x - 0.5) * 2 * SPAN, y: (0.5 - y) * 2 * SPAN, scale: whole / ratio };
    },
    move({ x, y, scale: to }) {
      measure();
      drawing.getCamera().setState({ x: x / (2 * SPAN) + 0.5, y: 0.5 - y / (2 * SPAN), ratio: whole / to, angle: 0 });
    },
    swell,
    resize() { drawing.resize(); drawing.scheduleRender(); },
  };
}

// How much larger things get as the drawing does: less when it is far, so that they can still be seen, unless they
// are very many.
function swell(by) {
  if (by > 0.5) return by;
  const crowd = Math.min(1, Math.max(0.45, Math.sqrt(4000 / cast.things.length)));
  return Math.sqrt(by * 0.5) * (crowd + (1 - crowd) * by * 2);
}
