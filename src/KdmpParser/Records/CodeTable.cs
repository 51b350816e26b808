using System.Buffers.Text;
using System.Reflection;
using System.Text;

namespace KdmpParser;

/// <summary>
/// What is known of codes, from a table in the assembly: ASCII, a line each in the order of the codes, with a tab before each field. A code is
/// looked for in the text as it is: a program that shows one dump needs a handful of thousands of lines.
/// </summary>
/// <param name="assembly">Where the table is.</param>
/// <param name="resource">Its name there.</param>
internal sealed class CodeTable(Assembly assembly, string resource)
{
    private readonly Lazy<byte[]> _text = new(() => Read(assembly, resource));

    /// <param name="resource">A table of this assembly.</param>
    public CodeTable(string resource)
        : this(typeof(CodeTable).Assembly, resource)
    {
    }

    /// <summary>The codes and their fields.</summary>
    public IEnumerable<(uint Code, string[] Fields)> Rows
    {
        get
        {
            byte[] text = _text.Value;
            for (int start = 0; start < text.Length; start = End(text, start) + 1)
                yield return (Code(text, start), Fields(text, start));
        }
    }

    /// <summary>The fields of a code, or <see langword="null"/>.</summary>
    public string[]? Find(uint code)
    {
        byte[] text = _text.Value;
        for (int first = 0, end = text.Length; first < end;)
        {
            int start = text.AsSpan(0, first + (end - first) / 2).LastIndexOf((byte)'\n') + 1;
            uint found = Code(text, start);
            if (found == code)
                return Fields(text, start);
            if (found < code)
                first = End(text, start) + 1;
            else
                end = start;
        }

        return null;
    }

    private static byte[] Read(Assembly assembly, string resource)
    {
        using Stream stream = assembly.GetManifestResourceStream(resource)!;
        var text = new byte[stream.Length];
        stream.ReadExactly(text);
        return text;
    }

    private static int End(byte[] text, int start) => start + text.AsSpan(start).IndexOf((byte)'\n');

    /// <summary>The number behind <c>0x</c>.</summary>
    private static uint Code(byte[] text, int start) => Utf8Parser.TryParse(text.AsSpan(start + 2), out uint code, out _, 'x')
        ? code
        : throw new InvalidOperationException($"A line of a table of codes begins with no code, at {start}.");

    private static string[] Fields(byte[] text, int start) => Encoding.ASCII.GetString(text, start, End(text, start) - start).Split('\t')[1..];
}
