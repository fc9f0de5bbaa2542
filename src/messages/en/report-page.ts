export const reportPage = {};
