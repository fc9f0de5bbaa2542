import { describe, expect, it } from 'vitest';
import { call, evaluatedFunction, newInterpreter, outcomeOf, plainValue } from './run-script';

/*
 * Bodies of functions that JavaScript itself runs beside the evaluator: what they return, or the error that they throw, is
 * the same.
 */
const BODIES: readonly string[] = [
  // Numbers, texts and truth
  'return [7 % -3, -7 % 3, 2 ** 10, 1 / 0, -1 / 0, 0 / 0, 7 / 2, 0.1 + 0.2, 5e-324 / 2]',
  'return ["1" + 2, 1 + "2", "3" * "4", "a" * 1, true + 1, null + 1, undefined + 1, [] + 1, [1, 2] + ""]',
  'return [5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 4, -16 >> 2, -16 >>> 28]',
  'return [0, -0, NaN, "", "0", [], {}, null, undefined, 1].map((x) => (x ? 1 : 0))',
  'return [1 === 1, NaN === NaN, "1" === 1, null === undefined, null == undefined, "1" == 1, 0 == "", true == 1, null == 0]',
  'return [1 < 2, "10" < "9", "10" < 9, null >= 0, undefined >= 0, NaN < 1]',
  'return [typeof 1, typeof "", typeof undefined, typeof null, typeof {}, typeof [], typeof (() => 1), typeof nothing]',
  'return [0 || "a", 0 ?? "a", null ?? "a", "" && "b", 1 && 2, !0, !!"x"]',
  `return [\`a\${1 + 1}b\${[1, 2]}c\${null}\`, "a\\n\\x41\\u0042\\u{43}", 'q"'].join("|")`,
  'return [Math.max(), Math.min(), Math.max(1, NaN), Math.max(1, 3, 2), Math.round(2.5), Math.round(-2.5), Math.sign(-3)]',
  'return [Number(""), Number(" 12 "), Number("1x"), Number(null), Number([5]), Number(true), parseFloat("1.5px"), parseInt("12", 8)]',
  'return [Number.isInteger(5), Number.isFinite("5"), isFinite("5"), isNaN("x"), Number.EPSILON, Number.MAX_SAFE_INTEGER]',
  `return [(1.005).toFixed(2), (255).toString(), (0.00001).toPrecision(1), String(1e21), String(-0), \`\${0.1}\`]`,
  // Variables, scopes and closures
  'let a = 1; { let a = 2; a++; } return a',
  'var a = 1; { var a = 2; } return a',
  'if (true) { var inner = 3; } return inner',
  'const makers = []; for (let i = 0; i < 3; i++) { makers.push(() => i); } return makers.map((f) => f())',
  'const makers = []; for (var i = 0; i < 3; i++) { makers.push(() => i); } return makers.map((f) => f())',
  'const makers = []; for (const x of [4, 5]) { makers.push(() => x); } return makers.map((f) => f())',
  'return before(); function before() { return "hoisted"; }',
  'let count = 0; const add = () => { count += 1; return count; }; add(); add(); return count',
  'const f = function (n) { return n <= 1 ? 1 : n * f(n - 1); }; return f(6)',
  'let x = 5; const y = x++ + ++x; return [x, y, x--, x]',
  'let a = null; a ??= 3; let b = 0; b ||= 4; let c = 1; c &&= 5; return [a, b, c]',
  'let a; let b = (a = 3) + 1; return [a, b]',
  // Functions
  'const f = (a, b = a + 1, ...rest) => [a, b, rest]; return [f(1), f(1, undefined, 3, 4), f(1, null)]',
  'const f = ({ a = 1, b: { c = 2 } = {}, ...rest } = {}) => [a, c, rest]; return [f(), f({ a: 5, d: 6 }), f({ b: { c: 7 } })]',
  'const f = ([a, , b = 3, ...rest]) => [a, b, rest]; return [f([1, 2]), f([1, 2, null, 4, 5])]',
  'function f() { return arguments.length; } return f(1, 2, 3)',
  'const f = (...all) => Math.max(...all); return f(...[1, 5], 3)',
  'function f() { return this === undefined ? "none" : this.name; } return [f.call({ name: "a" }), f.apply({ name: "b" }, []), f.bind({ name: "c" })()]',
  'const o = { name: "o", m() { return [1].map(() => this.name); } }; return o.m()',
  'const compose = (...fs) => (x) => fs.reduceRight((y, f) => f(y), x); return compose((x) => x + 1, (x) => x * 2)(5)',
  'return (function () {})()',
  'return ((a, b) => {}).length',
  // Objects and classes
  'const k = "key"; const o = { [k]: 1, ["a" + 1]: 2, 3: "three", "b-c": 4 }; return [o, o.key, o[3], o["b-c"], o.none]',
  'const a = { x: 1, y: { z: 2 } }; const b = { ...a, x: 3, ...null }; b.y.z = 9; return [a, b]',
  'const o = { get half() { return this.whole / 2; }, set half(v) { this.whole = v * 2; }, whole: 10 }; o.half = 8; return [o.half, o.whole]',
  'const o = { a: 1 }; delete o.a; return ["a" in o, Object.keys(o).length, o.hasOwnProperty("a")]',
  'return [Object.entries({ a: 1, b: 2 }), Object.fromEntries([["c", 3]]), Object.assign({}, { d: 4 }, null, { e: 5 }), Object.values({ f: 6 })]',
  'const o = null; return [o?.a, o?.a.b.c, o?.[0], o?.f(), { a: { b: 1 } }?.a?.b]',
  'const o = { f: null }; return o.f?.x',
  'class A { x = 1; #p = 2; static s = 3; static make() { return new this(); } get p() { return this.#p; } m() { return this.x + this.#p; } } const a = new A(); return [a.m(), a.p, A.s, a instanceof A, A.make().x]',
  'class A { constructor(n) { this.n = n; } twice() { return 2 * this.n; } } class B extends A { extra = 5; constructor() { super(4); } twice() { return super.twice() + this.extra; } } return new B().twice()',
  'class A { constructor(n = 7) { this.n = n; } } class B extends A {} return [new B().n, new B(1).n, new B() instanceof A]',
  'class A { set v(x) { this.kept = x; } } const a = new A(); a.v = 3; return a.kept',
  'const { a, ...rest } = { a: 1, b: 2, c: 3 }; const [x, [y]] = [1, [2]]; let p, q; [p, q] = [1, 2]; [p, q] = [q, p]; ({ a: p } = { a: 9 }); return [a, rest, x, y, p, q]',
  // Arrays
  'const a = [3, 1, 2]; return [a.map((x, i) => x * i), a.filter((x) => x > 1), a.reduce((s, x) => s + x), a.reduceRight((s, x) => s + "" + x, ""), a.some((x) => x > 2), a.every((x) => x > 2)]',
  'const a = [3, 1, 10, 2]; return [a.slice().sort(), a.slice().sort((x, y) => x - y), a.slice(-2), a.slice(1, 3), a.concat(4, [5]), a.indexOf(10), a.includes(NaN), [NaN].includes(NaN), [NaN].indexOf(NaN)]',
  'const a = [1, 2, 3, 4]; const removed = a.splice(1, 2, "x"); return [a, removed, a.push(9), a.pop(), a.shift(), a.unshift(0), a, a.length]',
  'return [[1, [2, [3, [4]]]].flat(), [1, [2, [3]]].flat(Infinity), [1, 2].flatMap((x) => [x, x]), [1, 2, 3].at(-1), [1, 2].join("-"), [null, undefined, 1].join()]',
  'return [Array.from({ length: 3 }, (_, i) => i * i), Array.from("ab"), Array.of(1, 2), new Array(2).fill(0), Array(3).length, Array.isArray([])]',
  'const a = []; a[2] = 1; return [a.length, a[5], a["1"], a[-1], [1, 2]["length"]]',
  'const f = new Float32Array([0.1, 1e40, 2]); f[0] = 0.2; f[7] = 1; return [f.length, f[0], f[1], f.map((x) => x / 3)[2], f[7], Array.isArray(f)]',
  'const n = new Int32Array(3); n[0] = 2.9; n[1] = -2.9; n[2] = 4294967297; return [n[0], n[1], n[2]]',
  'let out = []; for (const [i, x] of ["a", "b"].entries()) { out.push(i + x); } for (const k in { p: 1, q: 2 }) { out.push(k); } for (const c of "hi") { out.push(c); } return out',
  'const m = new Map([["a", 1]]); m.set("b", 2).set("a", 3); const s = new Set([1, 1, 2]); return [m.get("a"), m.size, m.has("c"), [...m], s.size, [...s], m.get("z")]',
  'const matrix = [[1, 2], [3, 4]]; return matrix[0].map((_, j) => matrix.map((row) => row[j]))',
  '"use strict"; return "A,b".toLowerCase().split(",").map((s) => s.trim().padStart(3, "*").replace("b", "c").repeat(2))',
  // Control flow
  'let s = 0; for (let i = 0; i < 10; i++) { if (i === 2) continue; if (i === 5) break; s += i; } return s',
  'let i = 0; do { i++; } while (i < 3); while (true) { if (i++ > 6) break; } return i',
  'for (let i = 0, j = 10; ; i++, j--) { if (i >= j) return [i, j]; }',
  'const f = (x) => { switch (x) { case 1: return "one"; case 2: case 3: return "few"; default: return "many"; } }; return [1, 2, 3, 4].map(f)',
  'let s = ""; switch (2) { default: s += "d"; case 1: s += "1"; break; case 3: s += "3"; } return s',
  `try { throw new Error("bad"); } catch (e) { return [e.message, e.name, e instanceof Error, \`\${e}\`]; } finally { }`,
  'const f = () => { try { return 1; } finally { return 2; } }; return f()',
  'let log = []; try { try { throw "x"; } finally { log.push("f"); } } catch (e) { log.push(e); } return log',
  'class Mine extends Error { constructor(m) { super(m); this.code = 7; } } try { throw new Mine("m"); } catch ({ message, code }) { return [message, code]; }',
  'try { null.x; } catch (e) { return [e instanceof TypeError, e.name, e.message]; }',
  'try { undefined.f(); } catch (e) { return e.message; }',
  'try { const { a } = null; } catch (e) { return e instanceof TypeError; }',
  'try { [].reduce((a, b) => a); } catch (e) { return e.message; }',
  'try { (5)(); } catch (e) { return e.name; }',
  'throw new RangeError("out")',
  'const o = {}; return o.missing.deep',
  'class A {} return A()',
  'return (1, 2, 3)',
  'return void 0',
];

describe('JavaScript means in the evaluator what it means', () => {
  it.each(BODIES)('%s', async (body) => {
    const expected = outcomeOf(() => new Function(body)() as unknown);
    const interpreter = newInterpreter();
    const found = await evaluatedFunction(`function body() { ${body} }`, 'body', interpreter);
    expect(outcomeOf(() => plainValue(call(found, [], interpreter)))).toEqual(normal(expected));
  });
});

/** Holes of arrays are undefined in the evaluator, and arrays of one type are arrays. */
function normal(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) {
    return Array.from(value as Float32Array);
  }
  return Array.isArray(value) ? Array.from(value, normal) : value;
}
