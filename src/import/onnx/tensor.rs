//! A value’s known sizes, and the numbers of small ones.
//!
//! Exported graphs compute shapes as they run: `Shape`, `Gather`, `Concat`, `Reshape`. So the
//! numbers of small tensors are followed along with the sizes.

use super::attributes::Element;
use rten_onnx::onnx::TensorProto;
use rten_shape_inference::{SymExpr, SymTensor, SymbolGen};

/// The most numbers that are followed: longer tensors are not shapes.
pub(super) const MAX_VALUES: usize = 1024;
/// The most dimensions of a tensor.
pub(super) const MAX_RANK: usize = 64;
/// Up to here a double holds every whole number.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// A size, if known.
pub(super) type Size = Option<u64>;

/// The known sizes and numbers of a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tensor {
    /// Sizes; none if not even the number of dimensions is known.
    pub(super) sizes: Option<Vec<Size>>,
    /// The numbers of a small tensor, each if known; the last index runs fastest.
    pub(super) values: Option<Vec<Option<f64>>>,
    pub(super) element: Element,
    /// Whether the sizes and numbers are upper bounds, because they depend on the numbers of the
    /// input.
    pub(super) is_at_most: bool,
}

impl Tensor {
    pub(super) fn unknown() -> Self {
        Self::default()
    }

    pub(super) fn sized(sizes: Vec<Size>) -> Self {
        Self {
            sizes: Some(sizes),
            ..Self::default()
        }
    }

    pub(super) fn vector(values: Vec<Option<f64>>) -> Self {
        Self {
            sizes: Some(vec![Some(values.len() as u64)]),
            values: Some(values),
            element: Element::Integer,
            ..Self::default()
        }
    }

    pub(super) fn scalar(value: Option<f64>) -> Self {
        Self {
            sizes: Some(Vec::new()),
            values: Some(vec![value]),
            element: Element::Integer,
            ..Self::default()
        }
    }

    pub(super) fn of(mut self, element: Element) -> Self {
        self.element = element;
        self
    }

    /// Marks sizes and numbers as upper bounds.
    pub(super) fn at_most(self) -> Self {
        Self {
            is_at_most: true,
            ..self
        }
    }

    /// Returns a tensor that a file stores.
    pub(super) fn stored(proto: &TensorProto) -> Self {
        let size = |size: &i64| u64::try_from(*size).ok();
        let sizes: Vec<Size> = proto.dims.iter().map(size).collect();
        let mut tensor = Self::sized(sizes).of(Element::of(proto.data_type));
        if tensor.rank().is_some_and(|rank| rank > MAX_RANK) {
            return Self::unknown().of(tensor.element);
        }
        if let Some(count) = tensor.elements()
            && count <= MAX_VALUES as u128
        {
            tensor.values = numbers(proto).filter(|values| values.len() as u128 == count);
        }
        tensor
    }

    pub(super) fn rank(&self) -> Option<usize> {
        self.sizes.as_ref().map(Vec::len)
    }

    /// Returns all sizes, if all are known.
    pub(super) fn known(&self) -> Option<Vec<u64>> {
        self.sizes.as_ref()?.iter().copied().collect()
    }

    /// Returns the number of elements.
    pub(super) fn elements(&self) -> Option<u128> {
        product(&self.known()?)
    }

    /// Returns the numbers, if all are known and whole.
    pub(super) fn whole(&self) -> Option<Vec<i64>> {
        let whole = |value: &Option<f64>| value.filter(|v| v.fract() == 0.0).map(|v| v as i64);
        self.values.as_ref()?.iter().map(whole).collect()
    }

    /// Returns the single number.
    pub(super) fn single(&self) -> Option<i64> {
        match self.whole()?.as_slice() {
            [value] => Some(*value),
            _ => None,
        }
    }

    /// Converts to the type of the shape rules.
    pub(super) fn symbolic(&self, symbols: &mut SymbolGen) -> SymTensor {
        let Some(sizes) = &self.sizes else {
            return SymTensor::unknown("");
        };
        // The rules only know the sizes of matrices and larger tensors.
        if let Some(values) = self.values.as_ref().filter(|_| sizes.len() < 2) {
            let mut values: Vec<SymExpr> = values.iter().map(|v| number(*v, symbols)).collect();
            return match sizes.len() {
                0 if values.len() == 1 => SymTensor::from_scalar(values.remove(0)),
                _ => SymTensor::from_vec(values),
            };
        }
        let size = |size: &Size| number(size.map(|size| size as f64), symbols);
        SymTensor::from_shape(sizes.iter().map(size).collect())
    }

    /// Converts from the type of the shape rules.
    pub(super) fn inferred(tensor: &SymTensor) -> Self {
        let Some(sizes) = tensor.shape() else {
            return Self::unknown();
        };
        if let Some(values) = tensor.values() {
            let values = values.iter().map(evaluate).collect();
            return match tensor.ndim() {
                Some(0) => Self::scalar(first(values)),
                _ => Self::vector(values).shortened(),
            };
        }
        let sizes: Vec<Size> = sizes.map(|size| whole(evaluate(&size))).collect();
        if sizes.len() > MAX_RANK {
            return Self::unknown();
        }
        Self::sized(sizes)
    }

    /// Drops numbers that are too many to be a shape.
    pub(super) fn shortened(mut self) -> Self {
        if self.values.as_ref().is_some_and(|v| v.len() > MAX_VALUES) {
            self.values = None;
        }
        self
    }
}

fn first(values: Vec<Option<f64>>) -> Option<f64> {
    values.into_iter().next().flatten()
}

/// Returns the sizes that two tensors have in common.
pub(super) fn common(a: &Tensor, b: &Tensor) -> Option<Vec<Size>> {
    let (a, b) = (a.sizes.as_ref()?, b.sizes.as_ref()?);
    let both = |(a, b): (&Size, &Size)| a.filter(|_| a == b);
    (a.len() == b.len()).then(|| a.iter().zip(b).map(both).collect())
}

/// Returns a product of sizes, if it is not absurdly large.
pub(super) fn product(sizes: &[u64]) -> Option<u128> {
    let times = |product: u128, size: &u64| product.checked_mul(u128::from(*size));
    let product = sizes.iter().try_fold(1, times)?;
    (product < 1 << 100).then_some(product)
}

/// Returns a number as a size.
pub(super) fn whole(value: Option<f64>) -> Size {
    let is_size = |value: &f64| value.fract() == 0.0 && (0.0..EXACT).contains(value);
    value.filter(is_size).map(|value| value as u64)
}

/// Converts a number for the rules, which count in 32 bits and know whole numbers alone. Others go
/// through them as names: a known number is spelled by its bits.
fn number(value: Option<f64>, symbols: &mut SymbolGen) -> SymExpr {
    let is_small = |v: &f64| v.fract() == 0.0 && v.abs() < f64::from(i32::MAX);
    match value {
        Some(value) if is_small(&value) => SymExpr::Value(value as i32),
        Some(value) => SymExpr::var(&format!("={:x}", value.to_bits())),
        None => symbols.gen_positive(),
    }
}

/// Evaluates an expression. The rules’ own evaluation overflows on hostile sizes.
fn evaluate(expression: &SymExpr) -> Option<f64> {
    use SymExpr as E;
    let both = |a: &SymExpr, b: &SymExpr| Some((evaluate(a)?, evaluate(b)?));
    let value = match expression {
        E::Value(value) => f64::from(*value),
        E::Var(symbol) => {
            let bits = u64::from_str_radix(symbol.name.strip_prefix('=')?, 16).ok()?;
            f64::from_bits(bits)
        }
        E::Neg(a) => -evaluate(a)?,
        E::Add(a, b) => both(a, b).map(|(a, b)| a + b)?,
        E::Sub(a, b) => both(a, b).map(|(a, b)| a - b)?,
        E::Mul(a, b) => both(a, b).map(|(a, b)| a * b)?,
        E::Div(a, b) => both(a, b).map(|(a, b)| (a / b).floor())?,
        E::DivCeil(a, b) => both(a, b).map(|(a, b)| (a / b).ceil())?,
        E::Max(a, b) => both(a, b).map(|(a, b)| a.max(b))?,
        E::Min(a, b) => both(a, b).map(|(a, b)| a.min(b))?,
        // Both are equal, unless one is 1.
        E::Broadcast(a, b) => match (evaluate(a), evaluate(b)) {
            (Some(1.0), other) | (other, Some(1.0)) => other?,
            (a, b) => a.or(b)?,
        },
    };
    value.is_finite().then_some(value)
}

/// Returns the numbers of a small tensor, however they are stored.
fn numbers(proto: &TensorProto) -> Option<Vec<Option<f64>>> {
    let raw = proto.raw_data.as_ref().map(|raw| raw.borrow());
    let raw = raw.as_deref().map(Vec::as_slice).unwrap_or_default();
    fn each<const N: usize>(raw: &[u8], read: impl Fn([u8; N]) -> f64) -> Vec<Option<f64>> {
        let number = |bytes: &[u8]| Some(read(bytes.try_into().ok()?));
        raw.chunks_exact(N).map(number).collect()
    }
    let values: Vec<Option<f64>> = match proto.data_type?.0 {
        1 if !raw.is_empty() => each(raw, |b| f64::from(f32::from_le_bytes(b))),
        1 => proto
            .float_data
            .iter()
            .map(|v| Some(f64::from(*v)))
            .collect(),
        11 if !raw.is_empty() => each(raw, f64::from_le_bytes),
        11 => proto.double_data.iter().map(|v| Some(*v)).collect(),
        7 if !raw.is_empty() => each(raw, |b| i64::from_le_bytes(b) as f64),
        7 => proto.int64_data.iter().map(|v| Some(*v as f64)).collect(),
        6 if !raw.is_empty() => each(raw, |b| f64::from(i32::from_le_bytes(b))),
        9 if !raw.is_empty() => each(raw, |[b]| f64::from(b)),
        6 | 9 => proto
            .int32_data
            .iter()
            .map(|v| Some(f64::from(*v)))
            .collect(),
        _ => return None,
    };
    Some(values)
}
