using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using KdmpInteractive.Commands;

namespace KdmpTool.Notebooks;

/// <summary>The .ipynb format (nbformat 4): JSON with a list of cells.</summary>
internal static class IpynbFormat
{
    /// <summary>As Jupyter writes it: one space, line feeds, nothing escaped that need not be.</summary>
    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Notebook Read(string text)
    {
        try
        {
            JsonObject document = JsonNode.Parse(text)!.AsObject();
            return new([.. document["cells"]!.AsArray().Select(cell => Cell(cell!.AsObject()))], document);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new CommandException("The notebook is not a valid .ipynb file: it must be JSON with a list of cells.");
        }
    }

    /// <summary>The document with each cell's outputs; everything else stays as it was read.</summary>
    public static string Write(Notebook notebook)
    {
        JsonObject document = notebook.Document?.DeepClone().AsObject() ?? NewDocument(notebook);
        JsonArray cells = document["cells"]!.AsArray();
        int executed = 0;
        for (int i = 0; i < notebook.Cells.Count; i++)
        {
            if (notebook.Cells[i].IsMarkdown)
                continue;
            JsonObject cell = cells[i]!.AsObject();
            cell["execution_count"] = ++executed;
            cell["outputs"] = new JsonArray([.. notebook.Cells[i].Outputs.Select(Output)]);
        }

        return document.ToJsonString(s_json) + "\n";
    }

    /// <summary>What each code cell showed, in the form that the document has it in.</summary>
    public static IEnumerable<JsonObject> OutputsOf(Notebook notebook)
    {
        for (int i = 0; i < notebook.Cells.Count; i++)
        {
            if (!notebook.Cells[i].IsMarkdown)
                yield return new() { ["cell"] = i + 1, ["outputs"] = new JsonArray([.. notebook.Cells[i].Outputs.Select(Output)]) };
        }
    }

    private static NotebookCell Cell(JsonObject cell)
    {
        string source = Text(cell["source"]).ReplaceLineEndings("\n");
        if ((string?)cell["cell_type"] != "code")
            return new(NotebookCell.Markdown, source);
        JsonNode? metadata = cell["metadata"];
        string? language = (string?)metadata?["polyglot_notebook"]?["kernelName"] ?? (string?)metadata?["dotnet_interactive"]?["language"];
        return new(language ?? NotebookCell.CSharp, source);
    }

    /// <summary>A text is a string or a list of lines.</summary>
    private static string Text(JsonNode? node) => node is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : (string?)node ?? "";

    private static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }

    private static JsonNode Output(CellOutput output) => output switch
    {
        CellOutput.Stream stream => new JsonObject { ["name"] = "stdout", ["output_type"] = "stream", ["text"] = Lines(stream.Text) },
        CellOutput.Display display => new JsonObject
        {
            ["data"] = new JsonObject(display.Data.OrderBy(form => form.Key, StringComparer.Ordinal).Select(form => KeyValuePair.Create<string, JsonNode?>(form.Key, Lines(form.Value)))),
            ["metadata"] = new JsonObject(),
            ["output_type"] = "display_data",
        },
        CellOutput.Error error => new JsonObject { ["ename"] = error.Name, ["evalue"] = error.Message, ["output_type"] = "error", ["traceback"] = new JsonArray() },
        _ => throw new InvalidOperationException("An output of an unknown kind."),
    };

    private static JsonObject NewDocument(Notebook notebook) => new()
    {
        ["cells"] = new JsonArray([.. notebook.Cells.Select(NewCell)]),
        ["metadata"] = new JsonObject
        {
            ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" },
            ["language_info"] = new JsonObject { ["name"] = "polyglot-notebook" },
        },
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    };

    private static JsonObject NewCell(NotebookCell cell, int index)
    {
        var node = new JsonObject
        {
            ["cell_type"] = cell.IsMarkdown ? "markdown" : "code",
            ["id"] = FormattableString.Invariant($"cell-{index + 1}"),
            ["metadata"] = new JsonObject(),
            ["source"] = Lines(cell.Source),
        };
        return node;
    }
}
