using System.Text;

namespace KdmpTool.Notebooks;

/// <summary>Stands in for the console while a cell runs, so that what is written and what is displayed keep their order.</summary>
internal sealed class OutputCollector(List<CellOutput> outputs) : TextWriter
{
    private readonly StringBuilder _pending = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (_pending)
            _pending.Append(value);
    }

    public override void Write(string? value)
    {
        lock (_pending)
            _pending.Append(value);
    }

    /// <summary>Adds an output behind everything that was written so far.</summary>
    public void Add(CellOutput output)
    {
        EndStream();
        outputs.Add(output);
    }

    /// <summary>Makes an output of what was written.</summary>
    public void EndStream()
    {
        lock (_pending)
        {
            if (_pending.Length > 0)
                outputs.Add(new CellOutput.Stream(_pending.ToString().ReplaceLineEndings("\n")));
            _pending.Clear();
        }
    }
}
