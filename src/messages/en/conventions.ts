export const conventions = {};
