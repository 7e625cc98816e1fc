//! The texts that can be added to a network with one choice.

/// The blocks in groups. Each block has a name and a text with example sizes.
pub const BLOCKS: [(&str, &[(&str, &str)]); 4] = [
    (
        "Stages",
        &[
            (
                "Convolution stage",
                "2*(conv(64,3,pad=same);relu);maxpool(2)",
            ),
            (
                "Residual stage",
                "bottleneck(128,stride=2);3*bottleneck(128)",
            ),
            (
                "DenseNet stage",
                "12*dense(32);bn;relu;conv(128,1,nobias);avgpool(2)",
            ),
            ("Transformer decoder stack", "decoder(12,12,3072)"),
            ("Transformer encoder stack", "encoder(12,12,3072)"),
            (
                "Encoder and decoder",
                "encoder(6,8,2048);target(100);embed(tied);decoder(6,8,2048)",
            ),
            ("Mamba stack", "48*residual(rms;mamba(1536,16))"),
            (
                "Layers that share their weights",
                "12*shared(encoder(1,12,3072))",
            ),
            ("LSTM stack", "lstm(512,layers=2)"),
        ],
    ),
    (
        "Inputs and ends",
        &[
            ("Image", "input(3x224x224)"),
            ("Vector", "input(784)"),
            (
                "Tokens and their embedding",
                "tokens(1024);embed(50257,768)",
            ),
            ("Recurrent time step", "step(256)"),
            ("Output projection", "head(tied)"),
            ("Classifier", "globalpool;fc(1000)"),
        ],
    ),
    (
        "Layers",
        &[
            ("Fully connected", "fc(1000)"),
            ("Convolution", "conv(64,3,pad=same)"),
            ("Depthwise convolution", "depthwise(3,pad=same)"),
            ("Transposed convolution", "transposed(64,2,stride=2)"),
            ("Max pooling", "maxpool(2)"),
            ("Average pooling", "avgpool(2)"),
            ("Global pooling", "globalpool"),
            ("Flatten", "flatten"),
            ("RNN", "rnn(256)"),
            ("GRU", "gru(256)"),
            ("LSTM", "lstm(256)"),
            ("Patch embedding", "patch(16,768)"),
            ("Learned positions", "positions"),
            ("Self-attention", "attention(12)"),
            ("Grouped-query attention", "attention(32,kv=8)"),
            ("Cross-attention", "cross(12)"),
            ("Latent attention", "mla(128,q=1536,kv=512)"),
            ("Attention in blocks", "attention(12,chunk=64)"),
            ("State space (Mamba)", "mamba(1536,16)"),
            ("State space (Mamba-2)", "mamba2(24,64,128)"),
            ("Gated DeltaNet", "deltanet(16,128,vheads=32)"),
            ("Kimi delta attention", "kda(32,128)"),
            ("Lightning attention", "lightning(12,64)"),
            ("RWKV-7", "rwkv7(64,64,64,128,value=32)"),
            ("Gated short convolution", "shortconv(3)"),
            ("Patch merging", "merge(4,384)"),
            ("Feed-forward", "ff(3072)"),
            ("Gated feed-forward", "gated(8192)"),
            ("Mixture of experts", "experts(8,2,14336)"),
        ],
    ),
    (
        "Around layers",
        &[
            ("Residual connection", "residual(ln;ff(3072))"),
            (
                "Branches side by side",
                "concat(conv(64,1)/conv(64,3,pad=same))",
            ),
            ("Layers that repeat", "3*(fc(256);relu)"),
            ("Layer norm", "ln"),
            ("RMS norm", "rms"),
            ("Batch norm", "bn"),
            ("Activation", "relu"),
            ("Dropout", "dropout"),
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::architecture::count_text;

    #[test]
    fn every_block_can_be_added_somewhere() {
        for (_, blocks) in BLOCKS {
            for (name, text) in blocks {
                let starts = [
                    String::new(),
                    "input(3x64x64);".into(),
                    "input(784);".into(),
                    "input(8x64);frames;".into(),
                    "tokens(128);embed(100,768);".into(),
                    "tokens(128);embed(100,768);target(9);embed(tied);".into(),
                    "tokens(128);embed(100,512);".into(),
                ];
                let counts = |start: &String| {
                    let text = format!("{start}{text}");
                    count_text(&text).is_ok()
                };
                assert!(starts.iter().any(counts), "{name}: {text}");
            }
        }
    }
}
