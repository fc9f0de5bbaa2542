// This package takes the place of `@tensorflow/tfjs`, and exports all of it. The process is given its folder.
const util = require('node:util');

// Node 23 removed them, and @tensorflow/tfjs-node 4.22 calls them (issue 8609 of TensorFlow.js).
Object.assign(util, {
  isNullOrUndefined: (/** @type {unknown} */ value) => value === null || value === undefined,
  isArray: Array.isArray,
});

module.exports = require(process.argv[2] ?? '');
