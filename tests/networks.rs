//! Whole networks against the counts that others published, to the last digit where all of them
//! were printed.

use petaday::architecture::{Count, LayerCount, LayerKind, Per, count_text, spell};
use petaday::catalog::networks;

#[track_caller]
fn count(text: &str) -> Count {
    count_text(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Whether a count is the published one, as far as it was printed: `65e6` has two digits.
fn is_printed(counted: f64, printed: &str) -> bool {
    let digits = printed.split('e').next().unwrap_or_default();
    let digits = digits.bytes().filter(u8::is_ascii_digit).count();
    if !printed.contains('e') {
        return printed.parse() == Ok(counted);
    }
    let printed: f64 = printed.parse().expect("a number");
    let rounded = format!("{counted:.*e}", digits.saturating_sub(1));
    rounded.parse() == Ok(printed)
}

/// Published counts that these layers do not give, and by how much. Vaswani et al. print a
/// vocabulary of “about 37,000”, and which tensors they counted is not known.
const DIFFERS: [(&str, f64); 2] = [("transformer-base", -0.030), ("transformer-big", 0.006)];

#[test]
fn every_network_of_the_table_has_its_published_counts() {
    for network in networks() {
        let count = count(network.text);
        if !network.parameters.is_empty() {
            let parameters = count.parameters as f64;
            let differs = DIFFERS.iter().find(|(slug, _)| *slug == network.slug);
            match differs {
                None => assert!(
                    is_printed(parameters, network.parameters),
                    "{}: {parameters} parameters, not {}",
                    network.slug,
                    network.parameters
                ),
                Some((_, by)) => {
                    let printed: f64 = network.parameters.parse().unwrap();
                    let differs = parameters / printed - 1.0;
                    assert!((differs - by).abs() < 0.001, "{}: {differs}", network.slug);
                }
            }
        }
        let layers = count.layers.iter();
        let sum: u128 = layers.clone().map(LayerCount::all_parameters).sum();
        assert_eq!(sum, count.parameters, "{}", network.slug);
        let sum: u128 = layers.map(LayerCount::all_multiply_adds).sum();
        assert_eq!(sum, count.multiply_adds, "{}", network.slug);
        let multiply_adds = count.forward_multiply_adds();
        if !network.multiply_adds.is_empty() {
            assert!(
                is_printed(multiply_adds, network.multiply_adds),
                "{}: {multiply_adds} multiply-adds, not {}",
                network.slug,
                network.multiply_adds
            );
        }
    }
}

#[test]
fn every_network_of_the_table_fits_into_a_link_as_it_is_spelled() {
    for network in networks() {
        assert_eq!(spell(network.text).as_deref(), Some(network.text));
        assert!(network.text.len() < 300, "{}", network.slug);
    }
    assert_eq!(networks().len(), 20);
}

/// The shapes beside the layers in the table that the row cites.
#[test]
fn deep_speech_2_has_the_shapes_of_its_table() {
    let row = networks().iter().find(|n| n.slug == "deep-speech-2");
    let count = count(row.expect("a row").text);
    let shapes: Vec<String> = count.layers.iter().map(|l| l.output.to_string()).collect();
    for shape in [
        "32 channels of 81×101",
        "32 channels of 41×101",
        "101×1312 (positions × features)",
        "101×1024 (positions × features)",
        "101×29 (positions × features)",
    ] {
        assert!(
            shapes.iter().any(|s| s == shape),
            "no {shape} in {shapes:?}"
        );
    }
}

/// Parameters and multiply-adds of a forward pass in torchvision's table of weights,
/// <https://github.com/pytorch/vision/tree/main/torchvision/models>.
#[test]
fn further_networks_for_images() {
    let resnet = |blocks: [(&str, u32); 4], block: &str| {
        let mut text = String::from(
            "input(3x224x224);conv(64,7,stride=2,pad=3,nobias);bn;maxpool(3,stride=2,pad=1);",
        );
        for (index, (width, count)) in blocks.iter().enumerate() {
            let stride = if index == 0 { "" } else { ",stride=2" };
            let (block, more) = block.split_once(' ').unwrap_or((block, ""));
            text += &format!(
                "{block}({width}{stride}{more});{}*{block}({width}{more});",
                count - 1
            );
        }
        text + "globalpool;fc(1000)"
    };
    let narrow = |n: [u32; 4]| [("64", n[0]), ("128", n[1]), ("256", n[2]), ("512", n[3])];
    let wide = [("128", 3), ("256", 4), ("512", 6), ("1024", 3)];
    // A stem, rows of inverted residual blocks, a head.
    let inverted = |inner: u32, stride: u32, out: u32| {
        format!(
            "conv({inner},1,nobias);bn;depthwise(3,stride={stride},pad=1,nobias);bn;conv({out},1,nobias);bn"
        )
    };
    let mut mobilenet = String::from(
        "input(3x224x224);conv(32,3,stride=2,pad=1,nobias);bn;depthwise(3,pad=1,nobias);bn;conv(16,1,nobias);bn;",
    );
    let mut channels = 16;
    for (out, count, stride) in [
        (24, 2, 2),
        (32, 3, 2),
        (64, 4, 2),
        (96, 3, 1),
        (160, 3, 2),
        (320, 1, 1),
    ] {
        mobilenet += &format!("{};", inverted(6 * channels, stride, out));
        for _ in 1..count {
            mobilenet += &format!("residual({});", inverted(6 * out, 1, out));
        }
        channels = out;
    }
    mobilenet += "conv(1280,1,nobias);bn;globalpool;dropout(0.2);fc(1000)";
    for (text, parameters, multiply_adds) in [
        (resnet(narrow([2, 2, 2, 2]), "basic"), 11_689_512, "1.814e9"),
        (resnet(narrow([3, 4, 6, 3]), "basic"), 21_797_672, "3.664e9"),
        (
            resnet(narrow([3, 4, 23, 3]), "bottleneck"),
            44_549_160,
            "7.801e9",
        ),
        (
            resnet(wide, "bottleneck ,groups=32,expansion=2"),
            25_028_904,
            "4.23e9",
        ),
        (
            resnet(wide, "bottleneck ,expansion=2"),
            68_883_240,
            "11.398e9",
        ),
        (mobilenet, 3_504_872, "301e6"),
    ] {
        let count = count(&text);
        assert_eq!(count.parameters, parameters, "{text}");
        let counted = count.forward_multiply_adds();
        assert!(is_printed(counted, multiply_adds), "{counted} {text}");
        assert_eq!(count.per, Per::Example);
    }
}

/// Parameters, and those that are active for a token, of checkpoints on Hugging Face.
#[test]
fn further_networks_for_text() {
    for (text, parameters, active) in [
        // meta-llama/Llama-2-7b-hf
        (
            "tokens(4096);embed(32000,4096);decoder(32,32,11008,gated,rms);rms;head(32000)",
            6_738_415_616,
            6_738_415_616,
        ),
        // meta-llama/Llama-3.1-8B
        (
            "tokens(8192);embed(128256,4096);decoder(32,32,14336,kv=8,gated,rms);rms;head(128256)",
            8_030_261_248,
            8_030_261_248,
        ),
        // mistralai/Mistral-7B-v0.3
        (
            "tokens(8192);embed(32768,4096);decoder(32,32,14336,kv=8,gated,rms);rms;head(32768)",
            7_248_023_552,
            7_248_023_552,
        ),
        // mistralai/Mixtral-8x7B-v0.1
        (
            "tokens(8192);embed(32000,4096);decoder(32,32,14336,kv=8,experts=8,active=2,gated,rms);rms;head(32000)",
            46_702_792_704,
            12_879_925_248,
        ),
        // google/gemma-2b
        (
            "tokens(8192);embed(256000,2048);decoder(18,8,16384,kv=1,size=256,gated,rms);rms;head(tied)",
            2_506_172_416,
            2_506_172_416,
        ),
        // google/gemma-2-2b: four norms in a layer
        (
            "tokens(8192);embed(256000,2304);26*(residual(rms;attention(8,kv=4,size=256);rms);residual(rms;gated(9216);rms));rms;head(tied)",
            2_614_341_888,
            2_614_341_888,
        ),
        // google/gemma-3-1b-pt: the same, and norms of queries and keys
        (
            "tokens(8192);embed(262144,1152);26*(residual(rms;attention(4,kv=1,size=256,window=512,qknorm);rms);residual(rms;gated(6912);rms));rms;head(tied)",
            999_885_952,
            999_885_952,
        ),
        // Qwen/Qwen2.5-0.5B: biases of queries, keys and values alone
        (
            "tokens(4096);embed(151936,896);decoder(24,14,4864,kv=2,gated,rms,qkvbias);rms;head(tied)",
            494_032_768,
            494_032_768,
        ),
        // Qwen/Qwen3-0.6B
        (
            "tokens(4096);embed(151936,1024);decoder(28,16,3072,kv=8,size=128,gated,rms,qknorm);rms;head(tied)",
            596_049_920,
            596_049_920,
        ),
        // Qwen/Qwen3-30B-A3B
        (
            "tokens(4096);embed(151936,2048);decoder(48,32,768,kv=4,size=128,experts=128,active=8,gated,rms,qknorm);rms;head(151936)",
            30_532_122_624,
            3_353_032_704,
        ),
        // allenai/OLMo-2-1124-7B: the norms of queries and keys are as wide as the model
        (
            "tokens(4096);embed(100352,4096);decoder(32,32,11008,gated,rms);32*extra(8192);rms;head(100352)",
            7_298_617_344,
            7_298_617_344,
        ),
        // bigscience/bloom-1b7: a norm after the embedding, no learned positions
        (
            "tokens(2048);embed(250880,2048);ln;decoder(24,16,8192,bias);ln;head(tied)",
            1_722_408_960,
            1_722_408_960,
        ),
        // EleutherAI/pythia-410m
        (
            "tokens(2048);embed(50304,1024);decoder(24,16,4096,bias);ln;head(50304)",
            405_334_016,
            405_334_016,
        ),
        // deepseek-ai/DeepSeek-V3
        (
            networks()
                .iter()
                .find(|n| n.slug == "deepseek-v3")
                .expect("a row")
                .text,
            671_026_419_200,
            37_552_297_472,
        ),
        // google-bert/bert-base-uncased
        (
            "tokens(512);embed(30522,768);positions;extra(1536);ln;encoder(12,12,3072,bias);first;fc(768)",
            109_482_240,
            109_482_240,
        ),
        // albert/albert-base-v2: one layer's weights, used twelve times
        (
            "tokens(512);embed(30000,128);positions;extra(256);ln;fc(768);12*shared(encoder(1,12,3072,bias));first;fc(768)",
            11_683_584,
            11_683_584,
        ),
        // state-spaces/mamba-2.8b-hf
        (
            "tokens(2048);embed(50280,2560);64*residual(rms;mamba(5120,16));rms;head(tied)",
            2_768_345_600,
            2_768_345_600,
        ),
        // mistralai/Mamba-Codestral-7B-v0.1
        (
            "tokens(4096);embed(32768,4096);64*residual(rms;mamba2(128,64,128,groups=8));rms;head(32768)",
            7_285_403_648,
            7_285_403_648,
        ),
        // LiquidAI/LFM2-1.2B
        (
            "tokens(4096);embed(65536,2048);10*(residual(rms;shortconv(3));residual(rms;gated(8192)));6*(residual(rms;attention(32,kv=8,qknorm));residual(rms;gated(8192)));rms;head(tied)",
            1_170_340_608,
            1_170_340_608,
        ),
        // moonshotai/Kimi-Linear-48B-A3B-Base
        (
            "tokens(4096);embed(163840,2304);residual(rms;kda(32,128));residual(rms;gated(9216));19*residual(rms;kda(32,128));7*residual(rms;mla(32,kv=512,qknorm));26*residual(rms;experts(256,8,1024,shared=1,routerbias));rms;head(163840)",
            49_122_681_728,
            3_484_459_904,
        ),
        // MiniMaxAI/MiniMax-Text-01
        (
            "tokens(4096);embed(200064,6144);70*residual(rms;lightning(64,128));10*residual(rms;attention(64,kv=8,size=128));80*residual(rms;experts(32,2,9216));rms;head(200064)",
            456_089_655_296,
            48_403_306_496,
        ),
        // google-t5/t5-11b
        (
            networks()
                .iter()
                .find(|n| n.slug == "t5-11b")
                .expect("a row")
                .text,
            11_307_321_344,
            11_307_321_344,
        ),
    ] {
        let count = count(text);
        assert_eq!(
            (count.parameters, count.active_parameters),
            (parameters, active),
            "{text}"
        );
        assert_eq!(count.per, Per::Token);
        assert!(text.len() < 300);
    }
}

/// Qwen/Qwen3-Next-80B-A3B: the parameters are those of the class in transformers, the
/// multiply-adds those of its matrices with 10 of 512 experts, of its convolutions, of attention over
/// the full square, and three for each number of its states.
#[test]
fn a_network_of_linear_attention() {
    let experts = "residual(rms;residual(experts(512,10,512)/gated(512,scaled)))";
    let text = format!(
        "tokens(4096);embed(151936,2048);36*(residual(rms;deltanet(16,128,vheads=32));{experts});12*(residual(rms;attention(16,kv=2,size=256,qknorm,gate));{experts});rms;head(151936)"
    );
    let count = count(&text);
    assert_eq!(count.parameters, 79_674_391_296);
    let (attention, states) = (12 * 2 * 4096 * 4096, 36 * 32 * 128 * 128 * 3);
    assert_eq!(count.attention, 4096 * attention);
    assert_eq!(count.states, 4096 * states);
    assert_eq!(
        count.multiply_adds,
        4096 * (3_562_373_120 + 1_179_648 + attention + states)
    );
}

/// The four sizes of RWKV-7 World 3, as Peng et al. print them, <https://arxiv.org/abs/2503.14456>:
/// layers, width, ranks of decay and rate, of values, of the gate.
#[test]
fn networks_of_rwkv_7() {
    for (layers, width, rank, value, gate, parameters) in [
        (12, 768, 64, 32, 128, 191_034_624),
        (24, 1024, 64, 32, 128, 450_767_872),
        (24, 2048, 96, 64, 256, 1_527_404_544),
        (32, 2560, 96, 64, 320, 2_947_735_040),
    ] {
        let layer = |value: &str| {
            let hidden = 4 * width;
            format!(
                "(residual(ln;rwkv7(64,{rank},{rank},{gate}{value}));residual(ln;ff({hidden});extra({width})))"
            )
        };
        let (first, others) = (layer(""), layer(&format!(",value={value}")));
        let text = format!(
            "tokens(4096);embed(65536,{width});ln;{first};{}*{others};ln;head(65536)",
            layers - 1
        );
        assert_eq!(count(&text).parameters, parameters, "{text}");
    }
}

/// A Swin-T for 1,000 classes and the model of wav2vec 2.0 base over one second, as classes of
/// transformers 5.24 on PyTorch's meta device have their parameters and as its FlopCounterMode
/// counts their products; it takes no window of the last, padded positions as wav2vec's does.
#[test]
fn windows_merged_patches_and_sound() {
    let stage = |layers: u32, heads: u32| {
        let (width, table) = (32 * heads, 169 * heads);
        format!(
            "{layers}*(residual(ln;attention({heads},chunk=49,bias);extra({table}));residual(ln;ff({},bias)))",
            4 * width
        )
    };
    let swin = format!(
        "input(3x224x224);patch(4,96);ln;{};merge(4,192);{};merge(4,384);{};merge(4,768);{};ln;globalpool;fc(1000)",
        stage(2, 3),
        stage(2, 6),
        stage(6, 12),
        stage(2, 24)
    );
    let swin = count(&swin);
    assert_eq!(swin.parameters, 28_288_354);
    assert_eq!(swin.multiply_adds, 4_490_566_656);

    let sound = count(
        "input(1x16000);conv(512,10,stride=5,nobias);gn;4*conv(512,3,stride=2,nobias);2*conv(512,2,stride=2,nobias);sequence;ln;fc(768);extra(768);residual(conv(768,128,groups=16,pad=same);extra(128));ln;encoder(12,12,3072,bias)",
    );
    assert_eq!(sound.parameters, 94_371_712);
    // One position of the convolution that is cut off.
    assert_eq!(sound.multiply_adds, 6_911_374_336 - 768 * 48 * 128);
}

/// The UNet of Stable Diffusion 1.5, 64×64 latents and a text of 77: parameters of the class in
/// diffusers 0.42, products as FlopCounterMode counts them.
#[test]
fn a_network_within_a_network_within_a_network() {
    let block = |from: u32, to: u32| {
        let shortcut = if from == to {
            String::new()
        } else {
            format!("/conv({to},1)")
        };
        format!("residual(gn;conv({to},3,pad=1);beside(1280,{to});gn;conv({to},3,pad=1){shortcut})")
    };
    let attention = |width: u32, side: u32| {
        format!(
            ";residual(gn;conv({width},1);sequence;residual(ln;attention(8);extra({width}));residual(ln;cross(8,memory=77x768);extra({width}));residual(ln;gated({},bias));map({side}x{side});conv({width},1))",
            4 * width
        )
    };
    // The layers that make each of the twelve kept maps, from the first on.
    let mut down = vec!["conv(320,3,pad=1)".to_owned()];
    // The layers that read them again, the last first.
    let mut up = Vec::new();
    let (mut width, mut kept) = (320, vec![320]);
    for (to, side, attends) in [
        (320, 64, true),
        (640, 32, true),
        (1280, 16, true),
        (1280, 8, false),
    ] {
        for _ in 0..2 {
            let attention = if attends {
                attention(to, side)
            } else {
                String::new()
            };
            down.push(block(width, to) + &attention);
            kept.push(to);
            width = to;
        }
        if side > 8 {
            down.push(format!("conv({to},3,stride=2,pad=1)"));
            kept.push(to);
        }
    }
    for (to, side, attends) in [
        (1280, 8, false),
        (1280, 16, true),
        (640, 32, true),
        (320, 64, true),
    ] {
        for index in 0..3 {
            let from = width + kept.pop().expect("a map");
            let attention = if attends {
                attention(to, side)
            } else {
                String::new()
            };
            let larger = if index == 2 && side < 64 {
                format!(";upsample(2);conv({to},3,pad=1)")
            } else {
                String::new()
            };
            up.push(block(from, to) + &attention + &larger);
            width = to;
        }
    }
    let mut text = format!(
        "{}{};{}",
        block(1280, 1280),
        attention(1280, 8),
        block(1280, 1280)
    );
    for up in up {
        let before = down.pop().expect("a map");
        text = format!("{before};concat({text}/);{up}");
    }
    let text =
        format!("input(4x64x64);beside(320,1280);beside(1280,1280);{text};gn;conv(4,3,pad=1)");
    let count = count(&text);
    assert_eq!(count.parameters, 859_520_964);
    assert_eq!(count.multiply_adds, 401_636_720_640);
}

/// A DiT-XL/2 and the transformer of FLUX.1 dev over an image of 1,024×1,024 and a text of 512, as
/// diffusers 0.42 has their parameters and FlopCounterMode counts their products. Where a position
/// of the text has weights of its own, they are further parameters.
#[test]
fn transformers_that_diffuse() {
    let dit = count(
        "input(4x32x32);patch(2,1152);28*(beside(256,1152);beside(1152,1152);table(1001,1152);beside(1152,6912);residual(attention(16,bias));residual(ff(4608,bias)));beside(1152,2304);fc(32)",
    );
    assert_eq!(dit.parameters, 749_826_464);
    // The class embeds the time step once more at the end.
    assert_eq!(
        dit.multiply_adds,
        118_666_838_016 - 256 * 1152 - 1152 * 1152
    );

    let (attention, feed) = (4 * 3072 * 3073 + 256, 2 * 3072 * 12288 + 12288 + 3072);
    let embedded = |from: u32| format!("beside({from},3072);beside(3072,3072)");
    let flux = count(&format!(
        "input(16x128x128);patch(2,3072);append(512,from=4096);{};{};{};19*(2*beside(3072,18432);residual(attention(24,bias,qknorm);extra({attention}));residual(ff(12288,bias);extra({feed})));38*(beside(3072,9216);residual(concat(attention(24,qkvbias,qknorm,noout)/fc(12288));fc(3072)));first(4096);beside(3072,6144);fc(64)",
        embedded(256),
        embedded(256),
        embedded(768)
    ));
    assert_eq!(flux.parameters, 11_901_408_320);
    assert_eq!(flux.multiply_adds, 37_192_326_709_248);
}

/// DeBERTa v3 base over 512 tokens, as the class in transformers 5.24 has its parameters and
/// FlopCounterMode counts its products.
#[test]
fn attention_to_positions() {
    let count = count(
        "tokens(512);embed(128100,768);ln;table(512,768);extra(1536);12*(residual(ln;attention(12,bias,relative=512));residual(ln;ff(3072,bias)))",
    );
    assert_eq!(count.parameters, 183_831_552);
    assert_eq!(count.multiply_adds, 60_397_977_600);
}

/// Forward FLOP per token that other programs print for causal attention. They take half of the
/// square, which leaves out half of the diagonal.
#[test]
fn forward_operations_per_token_as_other_programs_count_them() {
    for (text, flop) in [
        // NVIDIA Megatron-Bridge, tests/functional_tests/test_groups/utils/test_flop_utils.py, a
        // third of what is pinned for training.
        (
            "tokens(8192,causal);embed(128256,4096);decoder(32,32,14336,kv=8,gated,rms);rms;head(128256)",
            17_171_223_958.333,
        ),
        // karpathy/nanoGPT, transformer_sizing.ipynb: the full square.
        (
            "tokens(1024);embed(50257,768);positions;decoder(12,12,3072);ln;head(tied)",
            284_812_800.0,
        ),
    ] {
        let counted = count(text).forward_flop();
        assert!((counted / flop - 1.0).abs() < 0.005, "{counted} for {text}");
    }
}

/// The rule 6·N·D leaves out attention: s/(6d + s) of the layers' operations, s/(6d) over N = 12·d²
/// a layer (Kaplan et al., <https://arxiv.org/abs/2001.08361>, section 2.1, twice that for the full
/// square).
#[test]
fn the_share_that_six_n_leaves_out() {
    let gpt3 = count("tokens(2048);embed(9,12288);decoder(96,96,49152)");
    let share = gpt3.six_n_share().expect("a model of tokens");
    assert!((share / (1.0 - share) - 2048.0 / (6.0 * 12288.0)).abs() < 1e-12);
    let causal = count("tokens(2048,causal);embed(9,12288);decoder(96,96,49152)");
    let half = causal.six_n_share().expect("a model of tokens");
    assert!((half / (1.0 - half) - 2049.0 / (12.0 * 12288.0)).abs() < 1e-12);
    assert_eq!(count("input(9);fc(9)").six_n_share(), None);
    assert_eq!(gpt3.embedding_parameters, 9 * 12288);
}

/// The rest is N multiply-adds a token, except for biases and norms, which multiply nothing; also
/// if the output projection shares the embedding, and with experts.
#[test]
fn six_n_and_what_it_leaves_out_are_the_whole() {
    for (text, n) in [
        (
            "tokens(1024);embed(50257,768);positions;decoder(12,12,3072,bias);ln;head(tied)",
            123_653_376,
        ),
        (
            "tokens(8192);embed(128256,16384);decoder(126,128,53248,kv=8,gated,rms);rms;head(128256)",
            405_853_388_800 - 128_256 * 16_384,
        ),
        (
            "tokens(4096);embed(32000,4096);decoder(32,32,14336,kv=8,experts=8,active=2,gated,rms);rms;head(32000)",
            12_879_925_248 - 32_000 * 4_096,
        ),
        // Shared weights as often as they are used, and states beside attention.
        (
            "tokens(512);embed(30000,128);fc(768);12*shared(encoder(1,12,3072,bias))",
            128 * 768 + 768 + 12 * 7_087_872,
        ),
        (
            "tokens(4096);embed(151936,2048);3*residual(rms;deltanet(16,128,vheads=32));residual(rms;attention(16,kv=2,size=256,qknorm,gate));rms;head(151936)",
            3 * 33_718_464 + 27_263_488 + 5 * 2048 + 151_936 * 2048,
        ),
    ] {
        let counted = count(text);
        assert_eq!(counted.six_n_parameters(), n, "{text}");
        let share = counted.six_n_share().expect("a model of tokens");
        let kept = counted.forward_multiply_adds() * (1.0 - share);
        assert!(
            (kept / n as f64 - 1.0).abs() < 0.002,
            "{kept} of {n}: {text}"
        );
    }
}

#[test]
fn what_a_count_is_for() {
    for (text, per, sequence) in [
        ("input(9);fc(9)", Per::Example, None),
        ("tokens(7);embed(9,9);fc(9)", Per::Token, Some(7)),
        (
            "tokens(7);embed(9,9);target(5);embed(tied);cross(3)",
            Per::Token,
            Some(12),
        ),
        ("step(9);gru(9)", Per::Step, None),
        (
            "input(4x9);frames;target(5);embed(9,4);cross(2)",
            Per::Example,
            None,
        ),
    ] {
        let count = count(text);
        assert_eq!((count.per, count.sequence), (per, sequence), "{text}");
    }
    // Layers and totals are of the whole sequence; what flows into method 1 is of one token.
    let count = count("tokens(7);embed(9,9);fc(9)");
    assert_eq!(count.multiply_adds, 7 * 81);
    assert_eq!(count.forward_multiply_adds(), 81.0);
    assert_eq!(count.forward_flop(), 162.0);
}

/// The checks that the build script makes. It reads more of a row than the tests here do.
#[allow(dead_code)]
#[path = "../build"]
mod build {
    pub(crate) mod networks;
    pub(crate) mod table;
}

#[test]
fn the_build_refuses_a_row_that_a_link_could_not_carry() {
    let table = include_str!("../assets/networks.csv");
    let problems = |text: &str| {
        let parsed = build::networks::parse("networks.csv", text);
        parsed.err().unwrap_or_default().join("; ")
    };
    assert_eq!(problems(table), "");
    for (now, then, words) in [
        (
            "decoder(12,12,3072,bias)",
            "decoder(12;12_3072)",
            "gpt-2: text has “_” in it",
        ),
        (
            "124439808",
            "124439808 parameters",
            "gpt-2: parameters is “124439808 parameters”, not a positive number",
        ),
        ("gpt-2,", "gpt-3,", "gpt-3: slug “gpt-3” is already that of"),
        (
            "BERT-Large,2018",
            "BERT-Large,18",
            "bert-large: year must be the four digits",
        ),
        (
            "https://keras.io",
            "keras.io",
            "bert-large: source has no https:// address",
        ),
    ] {
        let problems = problems(&table.replacen(now, then, 1));
        assert!(problems.contains(words), "{problems}");
    }
}

const DOCUMENT: &str = include_str!("../docs/model.md");

#[test]
fn the_document_has_every_layer_and_its_settings() {
    for kind in LayerKind::all() {
        let signature = kind.signature();
        let name = signature.name;
        let line = DOCUMENT
            .lines()
            .filter(|line| line.starts_with('|'))
            .find(|line| line.contains(&format!("`{name}(")) || line.contains(&format!("`{name}`")))
            .unwrap_or_else(|| panic!("docs/model.md says nothing of {name}"));
        // A row that refers to the one before it, or to the rest of its own.
        let refers = matches!(name, "lstm" | "decoder" | "input");
        for setting in signature.settings().filter(|_| !refers) {
            assert!(
                line.contains(setting.name),
                "{name} without {}: {line}",
                setting.name
            );
        }
    }
}

#[test]
fn the_documents_examples_give_the_counts_beside_them() {
    let blocks: Vec<&str> = DOCUMENT.split("```text\n").skip(1).collect();
    assert_eq!(blocks.len(), 4);
    for line in blocks
        .iter()
        .flat_map(|block| block.split("```").next().unwrap_or_default().lines())
    {
        assert_eq!(spell(line).as_deref(), Some(line));
        count(line);
    }
    let printed = |number: f64| {
        let digits = format!("{number}");
        let groups: Vec<String> = digits
            .as_bytes()
            .rchunks(3)
            .rev()
            .map(|g| String::from_utf8_lossy(g).into_owned())
            .collect();
        groups.join(",")
    };
    for block in &blocks[1..] {
        let count = count(block.lines().next().unwrap_or_default());
        let beside = format!(
            "{}; {} a",
            printed(count.parameters as f64),
            printed(count.forward_multiply_adds())
        );
        assert!(DOCUMENT.contains(&beside), "{beside}");
    }
}
