import {
  BOOL,
  FLOAT32,
  FLOAT64,
  INT8,
  INT16,
  INT32,
  INT64,
  UINT8,
  UINT16,
  UINT32,
  UINT64,
} from '../element-codes';

/**
 * Turns values of any type into float64, the nearest where it has not enough digits.
 * @param type see element-codes.ts
 */
export function doublesOf(type: i32, values: usize, doubles: usize, count: i32): void {
  switch (type) {
    case BOOL:
      doublesOfBooleans(values, doubles, count);
      break;
    case UINT8:
      convert<u8>(values, doubles, count);
      break;
    case INT8:
      convert<i8>(values, doubles, count);
      break;
    case UINT16:
      convert<u16>(values, doubles, count);
      break;
    case INT16:
      convert<i16>(values, doubles, count);
      break;
    case UINT32:
      convert<u32>(values, doubles, count);
      break;
    case INT32:
      convert<i32>(values, doubles, count);
      break;
    case UINT64:
      convert<u64>(values, doubles, count);
      break;
    case INT64:
      convert<i64>(values, doubles, count);
      break;
    case FLOAT32:
      convert<f32>(values, doubles, count);
      break;
    case FLOAT64:
      memory.copy(doubles, values, (<usize>count) << 3);
      break;
  }
}

function convert<Type>(values: usize, doubles: usize, count: i32): void {
  for (let place = 0; place < count; place++) {
    store<f64>(doubles + ((<usize>place) << 3), <f64>load<Type>(values + <usize>place * sizeof<Type>()));
  }
}

/** NumPy takes every byte but 0 for True. */
function doublesOfBooleans(values: usize, doubles: usize, count: i32): void {
  for (let place = 0; place < count; place++) {
    store<f64>(doubles + ((<usize>place) << 3), load<u8>(values + place) !== 0 ? 1 : 0);
  }
}
