// The package whose folder the process is given, in place of `@tensorflow/tfjs`, all of which it exports.
const util = require('node:util');

// Node 23 removed them, and @tensorflow/tfjs-node 4.22 calls them (issue 8609 of TensorFlow.js).
Object.assign(util, {
  isNullOrUndefined: (/** @type {unknown} */ value) => value === null || value === undefined,
  isArray: Array.isArray,
});

module.exports = require(process.argv[2] ?? '');
