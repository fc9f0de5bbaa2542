def jax_operations(): return []
