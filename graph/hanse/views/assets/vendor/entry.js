// What the pages use of sigma and graphology.
export { default as Graph } from "graphology";
export { default as Sigma } from "sigma";
export { EdgeRectangleProgram, NodeProgram } from "sigma/rendering";
export { floatColor } from "sigma/utils";
