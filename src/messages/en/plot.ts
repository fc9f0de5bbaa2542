export const plot = {};
