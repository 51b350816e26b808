using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>An exception as WinDbg's <c>.exr</c> lays it out.</summary>
internal static class ExceptionRecordView
{
    private const uint AccessViolation = 0xc0000005;
    private const uint InPageError = 0xc0000006;

    public static View Of(ExceptionRecord record) => Of(record, []);

    /// <summary>A record, and a line about the others that the dump has.</summary>
    public static View Of(ExceptionRecord record, IReadOnlyList<ExceptionRecord> others)
    {
        var fields = new List<(string, string?)>
        {
            ("ExceptionAddress", record.Address.ToString()),
            ("ExceptionCode", Code(record)),
            ("ExceptionFlags", record.Flags.ToString("x8", CultureInfo.InvariantCulture)),
            ("NumberParameters", record.ParameterCount.ToString(CultureInfo.InvariantCulture)),
        };
        int parameters = (int)Math.Min(record.ParameterCount, ExceptionRecord.MaximumParameters);
        for (int i = 0; i < parameters; i++)
            fields.Add(($"Parameter[{i}]", record.Information[i] is { } value ? Hex.Padded(value) : null));
        return new($"Exception record ({Source(record.Kind)})", [new FieldList(fields), .. Explanation(record), .. More(others)]);
    }

    /// <summary>In a few words: which exception, where.</summary>
    public static string Summary(ExceptionRecord record) => $"{Code(record)} at {record.Address}";

    private static string Code(ExceptionRecord record) => string.Create(CultureInfo.InvariantCulture, $"{record.Code:x8} {record.Name}").TrimEnd();

    private static string Source(ExceptionKind kind) =>
        kind == ExceptionKind.Header ? "from the dump header" : "from the parameters of the bug check";

    private static Paragraph[] More(IReadOnlyList<ExceptionRecord> others) => others.Count == 0 ? [] :
        [new($"{others.Count} more: {string.Join(", ", others.Select(other => $"{Summary(other)} ({Source(other.Kind)})"))}.")];

    /// <summary>The first parameter of an access violation says what was tried, the second where (EXCEPTION_RECORD, winnt.h).</summary>
    private static Paragraph[] Explanation(ExceptionRecord record)
    {
        if (record.Code is not (AccessViolation or InPageError) || record.ParameterCount < 2 || record.Information[1] is not { } address)
            return [];
        string? attempt = record.Information[0] switch
        {
            0 => "read from",
            1 => "write to",
            8 => "execute at",
            _ => null,
        };
        return attempt is null ? [] : [new($"Attempt to {attempt} address {new VirtualAddress(address)}")];
    }
}
