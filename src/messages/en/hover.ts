export const hover = {};
