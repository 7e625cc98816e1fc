"""Model files: ONNX beside onnx-tool, and config.json beside transformers and calflops on the meta device."""

import contextlib
import io
import json
import pathlib
import tempfile

from turns import exponent_text, head, in_turns, row, timed

import petaday

CONFIGS = (
    "gpt2", "bert-base", "distilbert-base", "opt-1.3b", "pythia-12b", "falcon-7b", "bloom", "llama-3.1-8b", "qwen2.5-7b",
    "phi-3-mini", "gemma-2-9b", "mixtral-8x7b",
)
# calflops runs the model, so these are small, with memory for their weights.
SMALL = ("gpt2", "distilbert-base", "pythia-70m", "smollm2-135m")
# Tokens of a sequence for calflops.
SEQUENCE = 32


def onnx_tool_count(path):
    """Counts with onnx-tool: the multiply-adds of convolutions and products of matrices, and its own total."""
    import onnx_tool

    with contextlib.redirect_stdout(io.StringIO()):
        graph = onnx_tool.Model(str(path)).graph
        graph.graph_reorder_nodes()
        graph.shape_infer(None)
        graph.profile()
    products = [node for node in graph.nodemap.values() if node.op_type in ("Conv", "Gemm", "MatMul")]
    first = lambda macs: macs[0] if isinstance(macs, (list, tuple)) else macs  # noqa: E731
    return sum(first(node.macs) for node in products), first(graph.macs)


def chain_of(count, folder):
    """Writes an ONNX file of so many convolutions, with weights that are made in the file."""
    import onnx
    from onnx import TensorProto, helper

    value = helper.make_tensor("one", TensorProto.FLOAT, [1], [1.0])
    shape = helper.make_tensor("shape", TensorProto.INT64, [4], [8, 8, 3, 3])
    nodes = []
    for at in range(count):
        nodes.append(helper.make_node("ConstantOfShape", ["shape"], [f"w{at}"], name=f"weight {at}", value=value))
        nodes.append(helper.make_node("Conv", [f"x{at}", f"w{at}"], [f"x{at + 1}"], name=f"conv {at}", pads=[1, 1, 1, 1]))
    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 8, 16, 16]) for name in ("x0", f"x{count}")]
    graph = helper.make_graph(nodes, "chain", ends[:1], ends[1:], [shape])
    path = pathlib.Path(folder, f"chain-{count}.onnx")
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8), path)
    return path


def onnx_files(folder):
    """Compares the models of the package onnx."""
    head("ONNX files", "model", "Petaday", "onnx-tool", "onnx-tool over Petaday", "multiply-adds, onnx-tool over Petaday: products, its total")
    for path in sorted(pathlib.Path(folder).glob("*.onnx")):
        ours = petaday.count(path)["forward_multiply_adds"]
        products, total = onnx_tool_count(path)
        times = in_turns(lambda path=path: petaday.count(path), lambda path=path: onnx_tool_count(path))
        timed(path.stem.removeprefix("light_"), times, f"{products / ours:.4f}, {total / ours:.4f}")
    sizes = (10, 100, 1000)
    with tempfile.TemporaryDirectory() as folder:
        paths = [chain_of(size, folder) for size in sizes]
        same = [onnx_tool_count(path)[0] / petaday.count(path)["forward_multiply_adds"] for path in paths]
        times = [in_turns(lambda path=path: petaday.count(path), lambda path=path: onnx_tool_count(path), 5) for path in paths]
        for size, each, agreement in zip(sizes, times, same, strict=True):
            timed(f"{size} convolutions", each, f"{agreement:.4f}")
        exponents = (exponent_text(sizes, [each[at] for each in times]) for at in (0, 1))
        row("growth from one size to the next, exponent", *exponents, "", "")


def built(path, is_empty=True):
    """Builds the class of a config.json, on the meta device unless it is to run."""
    import transformers
    from accelerate import init_empty_weights

    values = json.loads(path.read_text())
    made = getattr(transformers, values["architectures"][0])
    config = made.config_class.from_dict(values)
    with init_empty_weights() if is_empty else contextlib.nullcontext():
        model = made(config)
    # Without memory each of them is made anew.
    model.tie_weights()
    return model


def configurations(folder):
    """Compares configurations: parameters beside transformers, multiply-adds beside calflops."""
    import torch
    from calflops import calculate_flops

    head("Configurations, parameters", "config.json", "Petaday", "transformers, meta device", "transformers over Petaday", "parameters, transformers over Petaday")
    paths = [pathlib.Path(folder, f"{name}.json") for name in CONFIGS]
    for path in paths:
        ours = petaday.count(path)["parameters"]
        theirs = sum(each.numel() for each in built(path).parameters())
        times = in_turns(lambda path=path: petaday.count(path), lambda path=path: built(path), 5)
        timed(path.stem, times, f"{theirs / ours:.6f}")

    head(f"Configurations, multiply-adds of {SEQUENCE} tokens", "config.json", "Petaday", "calflops, a model that is there", "calflops over Petaday", "multiply-adds, calflops over Petaday")
    tokens = torch.ones((1, SEQUENCE), dtype=torch.long)
    for path in (pathlib.Path(folder, f"{name}.json") for name in SMALL):
        model = built(path, is_empty=False).eval()

        def theirs(model=model):
            return calculate_flops(model, kwargs={"input_ids": tokens}, print_results=False, print_detailed=False, output_as_string=False)[1]

        def ours(path=path):
            return petaday.count(path, sequence=SEQUENCE)["forward_multiply_adds"] * SEQUENCE

        agreement = f"{theirs() / ours():.4f}"
        timed(path.stem, in_turns(ours, theirs, 3), agreement)
