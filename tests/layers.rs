//! Every layer's parameters and multiply-adds against figures worked out by hand, and the messages
//! for what cannot be.

use petaday::architecture::{Count, LayerCount, count_text};

#[track_caller]
fn count(text: &str) -> Count {
    count_text(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The last layer of a network.
#[track_caller]
fn last(text: &str) -> LayerCount {
    count(text).layers.pop().expect("a layer")
}

/// Parameters and forward FLOP of the last layer, a multiply-add being 2 FLOP.
#[track_caller]
fn counts(text: &str, parameters: u128, flop: u128) {
    let layer = last(text);
    assert_eq!(
        (layer.parameters, 2 * layer.multiply_adds),
        (parameters, flop),
        "{text}"
    );
}

#[track_caller]
fn makes(text: &str, shape: &str) {
    assert_eq!(last(text).output.to_string(), shape, "{text}");
}

#[track_caller]
fn says(text: &str, words: &str) {
    let message = match count_text(text) {
        Ok(_) => panic!("“{text}” can be counted"),
        Err(error) => error.to_string(),
    };
    assert!(message.contains(words), "“{text}” says: {message}");
}

#[test]
fn fully_connected() {
    counts("input(4096);fc(1000)", 4_097_000, 8_192_000);
    counts("input(4096);fc(1000,nobias)", 4_096_000, 8_192_000);
    counts("tokens(5);embed(10,6);fc(7)", 49, 2 * 5 * 42);
    makes("tokens(5);embed(10,6);fc(7)", "5×7 (positions × features)");
}

#[test]
fn convolution_in_one_two_and_three_dimensions() {
    counts(
        "input(3x224x224);conv(64,7,stride=2,pad=3,nobias)",
        9_408,
        236_027_904,
    );
    counts("input(80x3000);conv(384,3,pad=1)", 92_544, 552_960_000);
    counts("input(3x16x112x112);conv(64,3,pad=1)", 5_248, 2_080_899_072);
    makes(
        "input(3x224x224);conv(64,7,stride=2,pad=3)",
        "64 channels of 112×112",
    );
    makes("input(3x5x9);conv(2,3x5)", "2 channels of 3×5");
}

#[test]
fn grouped_and_dilated_convolution() {
    counts(
        "input(128x56x56);conv(128,3,pad=1,groups=32,nobias)",
        4_608,
        28_901_376,
    );
    counts(
        "input(512x28x28);conv(512,3,pad=2,dilation=2,nobias)",
        2_359_296,
        3_699_376_128,
    );
    makes(
        "input(512x28x28);conv(512,3,pad=2,dilation=2,nobias)",
        "512 channels of 28×28",
    );
    makes("input(1x7x7);conv(1,3,stride=2,same)", "1 channels of 4×4");
}

#[test]
fn depthwise_and_transposed_convolution() {
    counts(
        "input(32x112x112);depthwise(3,pad=1,nobias)",
        288,
        7_225_344,
    );
    counts(
        "input(128x16x16);transposed(64,4,stride=2,pad=1,nobias)",
        131_072,
        67_108_864,
    );
    makes(
        "input(128x16x16);transposed(64,4,stride=2,pad=1,nobias)",
        "64 channels of 32×32",
    );
}

#[test]
fn recurrent_layers_per_time_step() {
    counts("step(128);rnn(256)", 98_560, 196_608);
    counts("step(128);gru(256)", 295_680, 589_824);
    counts("step(128);lstm(256)", 394_240, 786_432);
    counts("step(128);lstm(256,bidirectional)", 788_480, 1_572_864);
    counts("step(128);lstm(256,projection=64)", 214_016, 425_984);
    // PyTorch's second bias.
    counts("step(128);lstm(256,bias=2)", 395_264, 786_432);
    counts("step(128);lstm(256,bias=0)", 393_216, 786_432);
    makes(
        "step(128);gru(256,bidirectional)",
        "1×512 (positions × features)",
    );
    makes(
        "step(128);gru(256,bidirectional,sum)",
        "1×256 (positions × features)",
    );
    // The second layer reads both directions of the first.
    counts(
        "step(128);lstm(256,layers=2,bidirectional)",
        788_480 + 2 * (4 * 256 * (512 + 256) + 4 * 256),
        1_572_864 + 2 * 8 * 256 * (512 + 256),
    );
}

#[test]
fn embeddings_and_the_output_projection() {
    counts("tokens(1);embed(50257,768)", 38_597_376, 0);
    counts("tokens(1);embed(50257,768);head(tied)", 0, 77_194_752);
    counts("tokens(1);embed(9,768);head(50257)", 38_597_376, 77_194_752);
    counts("tokens(8);embed(9,4);positions(16)", 64, 0);
}

#[test]
fn attention_over_all_of_its_kinds() {
    let embedded =
        |length, width, layer: &str| format!("tokens({length});embed(2,{width});{layer}");
    counts(
        &embedded(512, 256, "attention(1,size=64,noout)"),
        49_152,
        117_440_512,
    );
    counts(
        &embedded(1024, 768, "attention(12)"),
        2_359_296,
        7_864_320 * 1024,
    );
    counts(
        &embedded(8192, 4096, "attention(32,kv=8)"),
        41_943_040,
        218_103_808 * 8192,
    );
    counts(
        &embedded(2048, 4544, "attention(71,kv=1)"),
        41_877_504,
        120_979_456 * 2048,
    );
    counts(
        &embedded(
            4096,
            7168,
            "mla(128,q=1536,kv=512,nope=128,rope=64,value=128)",
        ),
        187_105_280,
        709_754_880 * 4096,
    );
    let windowed = count(&embedded(8192, 4096, "attention(32,window=4096)"));
    assert_eq!(2 * windowed.attention, 50_335_744 * 8192);
    counts(
        "tokens(1500);embed(2,512);target(100);embed(2,512);cross(8)",
        1_048_576,
        1_984_921_600,
    );
    // Stable Diffusion's: 4,096 positions of an image over 77 of a text.
    counts(
        "tokens(4096);embed(2,320);cross(8,memory=77x768)",
        2 * 320 * 320 + 2 * 768 * 320,
        2 * (4096 * 2 * 320 * 320 + 77 * 2 * 768 * 320 + 4096 * 77 * 2 * 320),
    );
}

#[test]
fn causal_attention_takes_each_pair_once() {
    let full = count("tokens(1024);embed(2,768);attention(12)");
    assert_eq!(full.attention, 1024 * 1024 * 1536);
    for text in [
        "tokens(1024,causal);embed(2,768);attention(12)",
        "tokens(1024);embed(2,768);attention(12,causal)",
    ] {
        assert_eq!(count(text).attention, 1024 * 1025 / 2 * 1536);
    }
    // A window as long as the sequence is none.
    let wide = count("tokens(1024);embed(2,768);attention(12,window=1024)");
    assert_eq!(wide.attention, full.attention);
}

/// Parameters of classes of transformers 5.24 built at published sizes (Mamba 2.8B, Falcon Mamba
/// 7B, Jamba, Codestral Mamba, Falcon-H1 1.5B, Granite 4, Qwen3-Next, OLMo Hybrid, Kimi Linear, Ling
/// 2.5, MiniMax-01, LFM2, Zamba); multiply-adds a position, their matrices and kernels and what is
/// done with the states.
#[test]
fn state_spaces_and_linear_attention() {
    for (layer, width, parameters, multiply_adds) in [
        ("mamba(5120,16)", 2_560, 41_241_600, 41_144_320 + 163_840),
        (
            "mamba(8192,16,bias,noconvbias)",
            4_096,
            105_320_448,
            105_152_512 + 262_144,
        ),
        (
            "mamba(8192,16,norms)",
            4_096,
            105_308_448,
            105_152_512 + 262_144,
        ),
        (
            "mamba(7424,16,rank=232)",
            3_712,
            86_526_720,
            86_385_664 + 237_568,
        ),
        (
            "mamba2(128,64,128,groups=8)",
            4_096,
            109_635_968,
            109_617_152 + 2_097_152,
        ),
        (
            "mamba2(48,64,256,nonorm)",
            2_048,
            20_039_312,
            20_035_584 + 1_572_864,
        ),
        (
            "mamba2(48,64,128,bias,noconvbias)",
            1_536,
            14_647_232,
            14_636_032 + 786_432,
        ),
        (
            "deltanet(16,128,vheads=32)",
            2_048,
            33_718_464,
            33_718_272 + 1_572_864,
        ),
        (
            "deltanet(30,96,value=192)",
            3_840,
            88_750_332,
            88_750_080 + 1_658_880,
        ),
        ("kda(32,128)", 2_304, 39_514_272, 39_510_016 + 1_572_864),
        (
            "kda(32,128,fullgates)",
            2_560,
            63_049_888,
            63_045_632 + 1_572_864,
        ),
        (
            "lightning(64,128)",
            6_144,
            251_666_432,
            251_658_240 + 2_097_152,
        ),
        // Past the first layer of RWKV-7 World 3 1.5B.
        (
            "rwkv7(64,96,96,256,value=64)",
            2_048,
            4 * 2_048 * 2_048 + 2 * 2_048 * 512 + 14 * 2_048,
            4 * 2_048 * 2_048 + 2 * 2_048 * 512 + 4 * 32 * 64 * 64,
        ),
        ("shortconv(3)", 2_048, 16_783_360, 16_783_360),
        ("shortconv(3,bias)", 2_048, 16_793_600, 16_783_360),
    ] {
        let text = format!("tokens(10);embed(2,{width});{layer}");
        counts(&text, parameters, 2 * 10 * multiply_adds);
        makes(&text, &format!("10×{width} (positions × features)"));
    }
}

/// Parameters of classes of transformers 5.24: Qwen3-Next, a layer of Gemma 3n that takes its keys
/// and values from an earlier one, one of Gemma 4 whose values are its keys, DeepSeek-V3.2, the
/// experts of a Nemotron 3.
#[test]
fn attention_and_experts_of_newer_families() {
    let gated = 2048 * 8192 + 2 * 2048 * 512 + 4096 * 2048 + 2 * 16 * 256 * 10;
    let index = 64 * 128 * 1536 + 7168 * 128 + 64 * 7168 + 64 * 128 * 10;
    let latent = 16384 * 7168
        + 1536 * 7168
        + 24576 * 1536
        + 576 * 7168
        + 32768 * 512
        + 128 * (192 + 128) * 10;
    for (layer, width, parameters, multiply_adds) in [
        (
            "attention(16,kv=2,size=256,qknorm,gate)",
            2048,
            27_263_488,
            gated,
        ),
        (
            "attention(16,kv=2,size=256,qknorm,gate,bias)",
            2048,
            27_274_752,
            gated,
        ),
        (
            "attention(8,kv=2,size=256,qknorm,nokv)",
            2048,
            8_388_864,
            2 * 2048 * 2048 + 2 * 8 * 256 * 10,
        ),
        (
            "attention(8,kv=4,size=512,qknorm,samekv)",
            2304,
            23_593_984,
            2304 * (4096 + 2048 + 4096) + 2 * 8 * 512 * 10,
        ),
        (
            "mla(128,q=1536,kv=512,index=64,qknorm)",
            7168,
            201_066_752,
            latent + index,
        ),
        (
            "residual(experts(512,22,2688,latent=1024,plain)/ff(5376))",
            4096,
            2_873_098_240,
            22 * 2 * 2688 * 1024 + 512 * 4096 + 2 * 5376 * 4096 + 2 * 1024 * 4096,
        ),
    ] {
        let counted = count(&format!("tokens(10);embed(2,{width});{layer}"));
        assert_eq!(counted.parameters - 2 * width, parameters, "{layer}");
        assert_eq!(counted.multiply_adds, 10 * multiply_adds, "{layer}");
    }
    // LongCat-Flash: 256 experts of 768 compute nothing, and the router knows all.
    counts(
        "input(6144);experts(512,8,2048,zero=256,routerbias)",
        512 * 3 * 6144 * 2048 + 768 * 6144 + 768,
        2 * (8 * 3 * 6144 * 2048 + 768 * 6144),
    );
}

/// Positions of DeBERTa v3: 512 of them, made by the weights of queries and keys once.
#[test]
fn attention_to_relative_positions() {
    let plain = last("tokens(128);embed(2,768);attention(12,bias)");
    let there = last("tokens(128);embed(2,768);attention(12,bias,relative=512)");
    assert_eq!(plain.parameters, there.parameters);
    assert_eq!(
        there.multiply_adds - plain.multiply_adds,
        2 * 512 * 768 * 768 + 2 * 128 * 512 * 768
    );
}

/// SAM’s, in windows of 14×14 and over a whole map of 64×64: 27 and 27, 127 and 127 vectors of 64, each
/// query with 14 and 14 of them, with 64 and 64.
#[test]
fn attention_to_positions_along_the_sides_of_a_map() {
    let of = |map: &str, settings: &str| {
        last(&format!(
            "input(768x{map});sequence;attention(12,{settings})"
        ))
    };
    for (map, settings, grid, vectors, multiply_adds) in [
        ("70x70", "chunk=196", "14x14", 54 * 64, 4900 * 28 * 768),
        ("64x64", "bias", "64x64", 254 * 64, 4096 * 128 * 768),
        // Longer than it is high; one number is for both.
        ("2x4", "bias", "2x4", (3 + 7) * 64, 8 * 6 * 768),
        ("3x3", "bias", "3x3", (5 + 5) * 64, 9 * 6 * 768),
    ] {
        let plain = of(map, settings);
        let there = of(map, &format!("{settings},grid={grid}"));
        assert_eq!(there.parameters - plain.parameters, vectors, "{map}");
        assert_eq!(there.multiply_adds - plain.multiply_adds, multiply_adds);
    }
}

#[test]
fn windows_and_blocks() {
    let pairs = |settings: &str| {
        count(&format!("tokens(10);embed(2,1);attention(1,{settings})")).attention / 2
    };
    assert_eq!(pairs("window=4"), 1 + 2 + 3 + 7 * 4);
    assert_eq!(pairs("window=4,causal"), 1 + 2 + 3 + 7 * 4);
    // Two before, two after.
    assert_eq!(pairs("window=4,both"), 3 + 4 + 6 * 5 + 4 + 3);
    assert_eq!(pairs("window=4,both,causal"), 1 + 2 + 8 * 3);
    assert_eq!(pairs("window=18,both"), 100);
    assert_eq!(pairs("window=17,both"), 98);
    assert_eq!(pairs("chunk=4"), 16 + 16 + 4);
    assert_eq!(pairs("chunk=4,causal"), 10 + 10 + 3);
    assert_eq!(pairs("chunk=5,causal"), 15 + 15);
    assert_eq!(pairs("chunk=10"), 100);
    assert_eq!(pairs("chunk=10,causal"), 55);
    // The indexer of DeepSeek-V3.2 scores all of them.
    let sparse = count(
        "tokens(10);embed(2,1);mla(1,kv=1,nope=1,rope=1,value=1,window=4,index=1,indexsize=1,causal)",
    );
    assert_eq!(sparse.attention, 34 * 3 + 55);
}

#[test]
fn feed_forward_and_experts() {
    counts("input(768);ff(3072)", 4_718_592, 9_437_184);
    counts("input(4096);gated(14336)", 176_160_768, 352_321_536);
    let experts = "input(7168);experts(256,8,2048,shared=1)";
    counts(experts, 11_320_164_352, 796_393_472);
    assert_eq!(count(experts).active_parameters, 398_196_736);
    // A shared expert of its own size behind a gate: 2048 weights more.
    counts("input(2048);gated(5632,scaled)", 34_605_056, 69_210_112);
    // The experts of gpt-oss: with every one, its own biases.
    let experts = "input(2880);experts(32,4,2880,routerbias,bias)";
    counts(
        experts,
        32 * (3 * 2880 * 2880 + 3 * 2880) + 32 * 2881,
        2 * (4 * 3 * 2880 * 2880 + 32 * 2880),
    );
    assert_eq!(
        count(experts).active_parameters,
        4 * (3 * 2880 * 2880 + 3 * 2880) + 32 * 2881
    );
}

#[test]
fn biases_of_all_but_the_keys() {
    let of = |layer: &str| last(&format!("tokens(4);embed(2,384);{layer}")).parameters;
    let weights = 4 * 384 * 384;
    assert_eq!(of("attention(6,bias)"), weights + 4 * 384);
    assert_eq!(of("attention(6,qkvbias)"), weights + 3 * 384);
    assert_eq!(of("attention(6,bias,nokbias)"), weights + 3 * 384);
    assert_eq!(of("attention(6,qkvbias,nokbias)"), weights + 2 * 384);
    assert_eq!(of("attention(6,nokbias)"), weights);
    let whisper = "tokens(4);embed(2,384);target(4);embed(2,384);";
    assert_eq!(
        last(&format!("{whisper}cross(6,bias,nokbias)")).parameters,
        weights + 3 * 384
    );
    let stack = |name: &str| {
        count(&format!("{whisper}{name}(4,6,1536,bias)")).parameters
            - count(&format!("{whisper}{name}(4,6,1536,bias,nokbias)")).parameters
    };
    assert_eq!([stack("encoder"), stack("decoder")], [4 * 384, 8 * 384]);
}

#[test]
fn norms_pooling_and_patches() {
    for (norm, parameters) in [
        ("ln", 1_536),
        ("rms", 768),
        ("bn", 1_536),
        ("gn", 1_536),
        ("ln(nobias)", 768),
    ] {
        counts(&format!("tokens(4);embed(2,768);{norm}"), parameters, 0);
    }
    counts("input(64x112x112);maxpool(3,stride=2,pad=1)", 0, 0);
    makes(
        "input(64x112x112);maxpool(3,stride=2,pad=1)",
        "64 channels of 56×56",
    );
    makes("input(64x5x5);maxpool(2)", "64 channels of 2×2");
    makes("input(64x5x5);maxpool(2,ceil)", "64 channels of 3×3");
    makes("input(64x5x5);globalpool", "a vector of 64");
    counts("input(3x224x224);patch(16,768)", 590_592, 231_211_008);
    makes(
        "input(3x224x224);patch(16,768)",
        "196×768 (positions × features)",
    );
    makes("input(32x41x500);frames", "500×1312 (positions × features)");
    makes("input(32x4x5);sequence", "20×32 (positions × features)");
    makes("input(32x4x5);upsample(2)", "32 channels of 8×10");
    makes("input(32x4x5);flatten", "a vector of 640");
}

#[test]
fn sequences_change_their_length() {
    // Swin-T: the first of its three, and a positional convolution of wav2vec 2.0 base.
    counts(
        "input(3x224x224);patch(4,96);merge(4,192)",
        74_496,
        2 * 784 * 384 * 192,
    );
    makes(
        "input(3x224x224);patch(4,96);merge(4,192)",
        "784×192 (positions × features)",
    );
    counts(
        "tokens(49);embed(2,768);conv(768,128,groups=16,pad=64)",
        4_718_592 + 768,
        2 * 50 * 4_718_592,
    );
    makes(
        "tokens(49);embed(2,768);conv(768,128,groups=16,pad=64)",
        "50×768 (positions × features)",
    );
    makes(
        "tokens(49);embed(2,8);maxpool(2)",
        "24×8 (positions × features)",
    );
    makes(
        "tokens(64);embed(2,8);map(8x8);conv(4,3)",
        "4 channels of 6×6",
    );
    makes("tokens(64);embed(2,8);first", "a vector of 8");
    makes(
        "tokens(64);embed(2,8);first(3)",
        "3×8 (positions × features)",
    );
    counts("tokens(64);embed(2,8);append(5)", 0, 0);
    counts("tokens(64);embed(2,8);append(5,from=7)", 64, 2 * 5 * 56);
    counts(
        "tokens(64);embed(2,8);append(5,from=7,nobias)",
        56,
        2 * 5 * 56,
    );
    makes(
        "tokens(64);embed(2,8);append(5,from=7)",
        "69×8 (positions × features)",
    );
}

#[test]
fn what_stands_beside_the_network() {
    // A block of DiT-XL/2: six vectors of 1,152 from one, whatever the length.
    counts(
        "tokens(256);embed(2,1152);beside(1152,6912)",
        7_969_536,
        2 * 7_962_624,
    );
    counts("tokens(256);embed(2,4);beside(3,5,nobias)", 15, 2 * 15);
    counts(
        "tokens(256);embed(2,4);beside(3,5,count=77)",
        20,
        2 * 77 * 15,
    );
    counts("tokens(256);table(262144,7680)", 2_013_265_920, 0);
    let tables = count("tokens(8);embed(10,4);table(20,6);fc(2)");
    assert_eq!(tables.embedding_parameters, 160);
    assert_eq!(tables.six_n_parameters(), 10);
}

#[test]
fn branches_come_together() {
    let block = count("input(64x8x8);residual(conv(64,3,pad=1))");
    assert_eq!(block.parameters, 64 * 64 * 9 + 64);
    let shortcut = count("input(64x8x8);residual(conv(128,3,stride=2,pad=1)/conv(128,1,stride=2))");
    assert_eq!(shortcut.parameters, 64 * 128 * 9 + 128 + 64 * 128 + 128);
    assert_eq!(shortcut.layers[1].path, "2.2");
    makes(
        "input(64x8x8);concat(conv(32,1));relu",
        "96 channels of 8×8",
    );
    makes(
        "input(64x8x8);concat(conv(32,1)/conv(16,3,pad=1)/);relu",
        "112 channels of 8×8",
    );
}

#[test]
fn what_repeats_counts_as_often() {
    let stack = count("input(64);12*fc(64)");
    assert_eq!(stack.parameters, 12 * 65 * 64);
    assert_eq!(stack.layers.len(), 1);
    assert_eq!(stack.layers[0].repeat, 12);
    // The first of them reads another width.
    let stack = count("input(10);12*fc(64)");
    assert_eq!(stack.parameters, 11 * 64 + 11 * 65 * 64);
    assert_eq!(stack.layers[1].repeat, 11);
    let nested = count("input(64);3*(fc(64);4*(fc(64);relu))");
    assert_eq!(nested.parameters, 15 * 65 * 64);
    // A DenseNet grows with every layer.
    let dense = count("input(8x4x4);3*concat(conv(2,1,nobias))");
    assert_eq!(dense.parameters, 2 * (8 + 10 + 12));
}

#[test]
fn what_is_shared_has_its_parameters_once() {
    let shared = count("input(64);12*shared(fc(64);relu;2*fc(64))");
    assert_eq!(shared.parameters, 3 * 65 * 64);
    assert_eq!(shared.multiply_adds, 12 * 3 * 64 * 64);
    assert_eq!(shared.six_n_parameters(), 12 * 3 * 65 * 64);
    assert_eq!((shared.layers[2].repeat, shared.layers[2].uses), (2, 12));
    // Three of them, each with weights of its own that are used twice.
    let groups = count("input(64);3*(2*shared(fc(64)))");
    assert_eq!(groups.parameters, 3 * 65 * 64);
    assert_eq!(groups.multiply_adds, 6 * 64 * 64);
    // Brackets around it matter.
    assert_eq!(
        count("input(64);3*(shared(fc(64)))").parameters,
        3 * 65 * 64
    );
    assert_eq!(count("input(64);3*shared(fc(64))").parameters, 65 * 64);
    // A token visits one of three experts in each of four rounds.
    let experts = count("input(8);4*shared(experts(3,1,8))");
    let (expert, router) = (3 * 8 * 8, 3 * 8);
    assert_eq!(experts.parameters, 3 * expert + router);
    assert_eq!(experts.active_parameters, expert + router);
    assert_eq!(experts.six_n_parameters(), 4 * (expert + router));
    assert_eq!(experts.multiply_adds, 4 * (expert + router));
}

#[test]
fn a_shape_that_cannot_be_names_the_layer_and_the_shapes() {
    for (text, words) in [
        (
            "input(3x8x8);conv(6,5);relu;conv(16,5)",
            "Layer 4, “conv(16,5)” (character 29): a window of 5 does not fit into 4, the padded input of 6 channels of 4×4",
        ),
        ("input(3x8x8);fc(10)", "gets 3 channels of 8×8: put flatten"),
        ("input(10);conv(3,3)", "gets a vector of 10"),
        (
            "input(3x8x8);conv(6,3x3x3)",
            "kernel 3x3x3 has 3 numbers, and the input, 8x8, has 2 numbers",
        ),
        (
            "input(3x8x8);conv(6,3,groups=2)",
            "3 channels cannot be divided by 2 groups",
        ),
        (
            "input(4x8x8);conv(7,3,groups=2)",
            "7 channels cannot be divided by 2 groups",
        ),
        (
            "tokens(8);attention(2)",
            "put embed(vocabulary,width) first",
        ),
        (
            "tokens(8);embed(9,10);attention(3)",
            "10 features cannot be divided by 3 heads",
        ),
        (
            "tokens(8);embed(9,10);attention(5,kv=2)",
            "5 heads cannot be divided by 2 key-value heads",
        ),
        (
            "tokens(8);embed(9,10);cross(5)",
            "start the decoder with target(length)",
        ),
        (
            "tokens(8);embed(9,10);cross(5,memory=2x3x4)",
            "type memory as positions x features",
        ),
        (
            "tokens(8);embed(9,10);map(3x3)",
            "the positions of 8×10 (positions × features) do not fill a map of 3x3",
        ),
        (
            "tokens(8);embed(9,10);map(2x2x2x1)",
            "do not fill a map of 2x2x2x1",
        ),
        (
            "tokens(8);embed(9,10);merge(3,4)",
            "8 positions cannot be divided by 3 in one",
        ),
        (
            "tokens(8);embed(9,10);first(9)",
            "9 first positions are more than 8 positions",
        ),
        (
            "tokens(8);embed(9,10);bottleneck(4)",
            "moves over positions with channels",
        ),
        ("tokens(8);embed(9,10);mla(5)", "mla needs kv"),
        (
            "tokens(8);embed(9,10);attention(5,both)",
            "both needs window",
        ),
        (
            "tokens(8);embed(9,10);positions(4)",
            "4 learned positions are fewer than the 8",
        ),
        (
            "tokens(8);embed(9,10);experts(4,5,6)",
            "5 active experts are more than 4 experts",
        ),
        (
            "tokens(8);embed(9,10);fc(4);head(tied)",
            "10 wide, and this layer gets 8×4",
        ),
        ("tokens(8);embed(tied)", "no embedding"),
        ("tokens(8);embed", "“vocabulary” is missing"),
        (
            "tokens(8);embed(9,4);head",
            "“vocabulary” is missing: type head",
        ),
        (
            "tokens(8);embed(9,10);3*(rms;residual(fc(4)))",
            "Layer 3.2, “residual” (character 30): residual takes branches of one shape, and one gives 8×10 (positions × features), the other 8×4",
        ),
        (
            "input(4x8x8);concat(conv(4,3))",
            "one gives 4 channels of 8×8, the other 4 channels of 6×6: all but the channels",
        ),
        (
            "input(4x8x8);bottleneck(64,stride=2,groups=3)",
            "Layer 2.1.3, “conv(64,3,stride=2,pad=1,groups=3,nobias)” (character 14): 64 channels",
        ),
        (
            "input(5);lstm(5)",
            "put tokens(length) or step(width), in place of input(…), before it",
        ),
        ("step(4);lstm(4,sum)", "sum needs bidirectional"),
        (
            "input(4);relu;2*shared(fc(5);relu)",
            "Layer 3, “shared” (character 15): layers that share their weights must keep the shape, but these turn a vector of 4 into a vector of 5",
        ),
        ("fc(4)", "a network starts with its input"),
        ("target(4)", "a network starts with its input"),
        ("2*input(4);fc(4)", "an input goes at the start"),
        ("input(4);input(4)", "an input goes at the start"),
        (
            "(input(4);2*(fc(4);target(8)))",
            "an input goes at the start",
        ),
        (
            "input(3x8x8);patch(3,4)",
            "8 positions cannot be divided by 3",
        ),
        ("input(3x8x8);transposed(4,1,pad=8)", "does not fit"),
    ] {
        says(text, words);
    }
}

#[test]
fn what_cannot_be_read_says_where_and_what_to_type_instead() {
    for (text, words) in [
        ("", "Nothing typed yet"),
        (" \u{a0}", "Nothing typed yet"),
        (
            "input(4);conf(3,3)",
            "At character 10, “conf(3,3)”: no layer is called “conf”: did you mean conv?",
        ),
        ("input(4);zzz", "type one such as"),
        (
            "input(4);conv(3,3,strid=2)",
            "conv does not take “strid”: type channels, kernel, stride=…, pad=…",
        ),
        (
            "input(4);conv(3)",
            "“kernel” is missing: type conv(channels,kernel).",
        ),
        ("input(4);relu(x)", "type relu alone"),
        (
            "input(4);fc(3,3)",
            "too many sizes: fc takes units or nobias",
        ),
        ("input(4);fc(3,units=3)", "“units” is given twice"),
        ("input(4);fc(0)", "units of zero"),
        ("input(4);0*fc(3)", "a repetition of zero"),
        ("input(4);fc(1000000001)", "at most 1,000,000,000"),
        (
            "input(4);fc(99999999999999999999999999999999)",
            "at most 1,000,000,000",
        ),
        (
            "input(4);fc(3",
            "the text ends where a closing bracket is missing",
        ),
        ("input(4);fc(3;relu", "“;” is not part"),
        ("input(4);fc(3))", "closes a bracket that was not opened"),
        ("input(4);fc(3 4)", "“4” follows without a separator"),
        ("input(4) fc(3)", "“f” follows without a separator"),
        ("input(4);conv 64", "“6” follows without a separator"),
        ("input(4);conv[64,3]", "“[” is not part of a network"),
        ("input(4);;fc(3)", "a layer is missing before “;”"),
        (
            "input(4);3",
            "the text ends where * (as in 12*fc(100)) is missing",
        ),
        ("input(4);3*", "the text ends where a layer is missing"),
        ("input(4);3*()", "a layer is missing before “)”"),
        ("input(4);residual", "( and the layers of the branch"),
        ("input(4);residual()", "a layer is missing"),
        ("input(4);shared()", "a layer is missing"),
        (
            "input(4);shared(relu/relu)",
            "“/” follows without a separator",
        ),
        ("input(4);shred(relu)", "did you mean shared?"),
        (
            "input(4);fc(nobias=3)",
            "type nobias alone, or leave it out",
        ),
        (
            "input(4);conv(3,3,stride)",
            "type stride= and a whole number",
        ),
        (
            "input(4);conv(3,3,stride=same)",
            "a whole number is missing",
        ),
        (
            "input(4);conv(3,3,stride=)",
            "a whole number is missing before “)”",
        ),
        ("input(3x4x5x6x7)", "fewer numbers"),
        ("tokens(3x4)", "fewer numbers"),
        ("input(4);fc(1.5)", "“.”"),
        ("input(4)\u{7};fc(1)", "invisible character (U+0007)"),
        ("input(4);🦀", "“🦀” is not part of a network"),
        ("encoder(1,1,1)", "a network starts with its input"),
        (
            "tokens(4);embed(4,4);encoder(1,1,1,experts=4)",
            "experts needs active",
        ),
        (
            "tokens(4);embed(4,4);encoder(1,1,1,active=4)",
            "active needs experts",
        ),
        (
            "tokens(4);embed(4,4);encoder(1,1,1,shared=4)",
            "shared needs experts",
        ),
    ] {
        says(text, words);
    }
}

#[test]
fn hostile_text_gives_a_message() {
    for (text, words) in [
        ("(".repeat(9_999), "more than 16 deep"),
        ("residual(".repeat(500), "more than 16 deep"),
        ("conv(".repeat(500), "conv"),
        ("x".repeat(1_000_000), "More than 10,000 characters"),
        ("x".repeat(9_000), "no layer is called"),
        (";".repeat(9_000), "a layer is missing"),
        (
            "input(8x4x4);1000000000*concat(conv(2,1))".into(),
            "more than 5,000 layers",
        ),
        (
            "input(4);1000000000*1000000000*fc(4)".into(),
            "a layer is missing before",
        ),
        (
            format!(
                "input(4);{}fc(4){}",
                "1000000000*(relu;".repeat(9),
                ")".repeat(9)
            ),
            "larger than this calculator",
        ),
        (
            "input(1000000000x1000000000x1000000000);conv(1000000000,1000000000x1000000000,same)"
                .into(),
            "larger than this calculator",
        ),
        (
            "input(9x9x9);upsample(1000000000);upsample(1000000000);upsample(1000000000)".into(),
            "larger than this calculator",
        ),
        (
            "input(1000000000x1000000000x1000000000);flatten".into(),
            "larger than this calculator",
        ),
    ] {
        says(&text, words);
    }
    let large = count("input(1000000000);1000000000*fc(1000000000,nobias)");
    assert_eq!(large.parameters, 10u128.pow(27));
}
