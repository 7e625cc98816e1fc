//! Small ONNX models, written field by field: <https://github.com/onnx/onnx/blob/main/onnx/onnx.proto>.

/// Numbers of the types that are used.
pub(crate) const FLOAT: u64 = 1;
pub(crate) const INT8: u64 = 3;
pub(crate) const INT64: u64 = 7;
pub(crate) const BOOL: u64 = 9;

pub(crate) fn varint(mut value: u64) -> Vec<u8> {
    let mut out = Vec::new();
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
    out
}

pub(crate) fn number(field: u64, value: u64) -> Vec<u8> {
    [varint(field << 3), varint(value)].concat()
}

pub(crate) fn bytes(field: u64, bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let bytes = bytes.as_ref();
    [
        varint(field << 3 | 2),
        varint(bytes.len() as u64),
        bytes.to_vec(),
    ]
    .concat()
}

pub(crate) fn int(name: &str, value: i64) -> Vec<u8> {
    bytes(
        5,
        [bytes(1, name), number(3, value as u64), number(20, 2)].concat(),
    )
}

pub(crate) fn ints(name: &str, values: &[i64]) -> Vec<u8> {
    let values: Vec<u8> = values.iter().flat_map(|v| number(8, *v as u64)).collect();
    bytes(5, [bytes(1, name), values, number(20, 7)].concat())
}

pub(crate) fn text(name: &str, value: &str) -> Vec<u8> {
    bytes(5, [bytes(1, name), bytes(4, value), number(20, 3)].concat())
}

pub(crate) fn holding(name: &str, tensor: Vec<u8>) -> Vec<u8> {
    bytes(
        5,
        [bytes(1, name), bytes(5, tensor), number(20, 4)].concat(),
    )
}

pub(crate) fn body(name: &str, graph: Graph) -> Vec<u8> {
    bytes(
        5,
        [bytes(1, name), bytes(6, graph.bytes), number(20, 5)].concat(),
    )
}

/// A tensor whose data are elsewhere: `"64 3 7 7"`.
pub(crate) fn tensor(name: &str, kind: u64, sizes: &str) -> Vec<u8> {
    let sizes = sizes.split_whitespace();
    let dims = sizes.flat_map(|size| number(1, size.parse::<i64>().unwrap() as u64));
    [
        dims.collect(),
        number(2, kind),
        bytes(8, name),
        number(14, 1),
    ]
    .concat()
}

/// A vector of whole numbers with its data.
pub(crate) fn vector(name: &str, values: &[i64]) -> Vec<u8> {
    let raw: Vec<u8> = values.iter().flat_map(|v| v.to_le_bytes()).collect();
    let dims = number(1, values.len() as u64);
    [dims, number(2, INT64), bytes(8, name), bytes(9, raw)].concat()
}

pub(crate) fn scalar(name: &str, value: i64) -> Vec<u8> {
    [
        number(2, INT64),
        bytes(8, name),
        bytes(9, value.to_le_bytes()),
    ]
    .concat()
}

/// A value of a type; a size that is not a number is a name, and `?` has none.
pub(crate) fn value(name: &str, kind: u64, sizes: &str) -> Vec<u8> {
    let dimension = |size: &str| match size.parse::<i64>() {
        Ok(size) => bytes(1, number(1, size as u64)),
        Err(_) if size == "?" => bytes(1, []),
        Err(_) => bytes(1, bytes(2, size)),
    };
    let shape: Vec<u8> = sizes.split_whitespace().flat_map(dimension).collect();
    let tensor = [number(1, kind), bytes(2, shape)].concat();
    [bytes(1, name), bytes(2, bytes(1, tensor))].concat()
}

/// A graph, as it grows.
#[derive(Clone, Default)]
pub(crate) struct Graph {
    pub(crate) bytes: Vec<u8>,
}

impl Graph {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn field(mut self, field: u64, value: impl AsRef<[u8]>) -> Self {
        self.bytes.extend(bytes(field, value));
        self
    }

    pub(crate) fn input(self, name: &str, kind: u64, sizes: &str) -> Self {
        self.field(11, value(name, kind, sizes))
    }

    /// A stored tensor of floats.
    pub(crate) fn weight(self, name: &str, sizes: &str) -> Self {
        self.field(5, tensor(name, FLOAT, sizes))
    }

    pub(crate) fn stored(self, tensor: Vec<u8>) -> Self {
        self.field(5, tensor)
    }

    pub(crate) fn node(
        self,
        operator: &str,
        inputs: &str,
        outputs: &str,
        attributes: &[Vec<u8>],
    ) -> Self {
        self.node_of("", operator, inputs, outputs, attributes)
    }

    /// `-` for an input that is left out.
    pub(crate) fn node_of(
        self,
        domain: &str,
        operator: &str,
        inputs: &str,
        outputs: &str,
        attributes: &[Vec<u8>],
    ) -> Self {
        let names = |field: u64, names: &str| -> Vec<u8> {
            let names = names
                .split_whitespace()
                .map(|name| if name == "-" { "" } else { name });
            names.flat_map(|name| bytes(field, name)).collect()
        };
        let node = [
            names(1, inputs),
            names(2, outputs),
            bytes(4, operator),
            attributes.concat(),
            bytes(7, domain),
        ];
        self.field(1, node.concat())
    }

    /// A node of ONNX Runtime’s own operators.
    pub(crate) fn microsoft(
        self,
        operator: &str,
        inputs: &str,
        outputs: &str,
        attributes: &[Vec<u8>],
    ) -> Self {
        self.node_of("com.microsoft", operator, inputs, outputs, attributes)
    }

    /// The model, with a value times stored weights as its output.
    pub(crate) fn product(self, value: &str, weights: &str) -> Vec<u8> {
        let inputs = format!("{value} by");
        let graph = self.weight("by", weights);
        graph
            .node("MatMul", &inputs, "product", &[])
            .output("product")
            .model()
    }

    pub(crate) fn output(self, name: &str) -> Self {
        self.field(12, bytes(1, name))
    }

    pub(crate) fn model(self) -> Vec<u8> {
        model(&self.bytes)
    }
}

pub(crate) fn model(graph: &[u8]) -> Vec<u8> {
    let opset = bytes(8, number(2, 20));
    [number(1, 8), bytes(2, "by hand"), bytes(7, graph), opset].concat()
}
