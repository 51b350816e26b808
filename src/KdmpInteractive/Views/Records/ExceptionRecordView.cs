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

    /// <param name="record">What is shown.</param>
    /// <param name="others">The other records of the dump, for a line about them.</param>
    /// <param name="dump">Whose modules the addresses lie in.</param>
    public static View Of(ExceptionRecord record, IReadOnlyList<ExceptionRecord> others, KernelDump? dump = null)
    {
        var fields = new List<(string, string?)>
        {
            ("ExceptionAddress", AddressNames.With(dump, record.Address)),
            ("ExceptionCode", Code(record)),
            ("ExceptionFlags", record.Flags.ToString("x8", CultureInfo.InvariantCulture)),
            ("NumberParameters", record.ParameterCount.ToString(CultureInfo.InvariantCulture)),
        };
        int parameters = (int)Math.Min(record.ParameterCount, ExceptionRecord.MaximumParameters);
        for (int i = 0; i < parameters; i++)
            fields.Add(($"Parameter[{i}]", Parameter(record.Information[i], dump)));
        return new($"Exception record ({Source(record.Kind)})", [new FieldList(fields), .. Explanation(record, dump), .. More(others, dump)]);
    }

    /// <summary>In a few words: which exception, where.</summary>
    public static string Summary(ExceptionRecord record, KernelDump? dump = null) => $"{Code(record)} at {AddressNames.With(dump, record.Address)}";

    private static string? Parameter(ulong? value, KernelDump? dump) =>
        value is { } known ? $"{Hex.Padded(known)} {AddressNames.Of(dump, known)}".TrimEnd() : null;

    private static string Code(ExceptionRecord record) => string.Create(CultureInfo.InvariantCulture, $"{record.Code:x8} {record.Name}").TrimEnd();

    private static string Source(ExceptionKind kind) =>
        kind == ExceptionKind.Header ? "from the dump header" : "from the parameters of the bug check";

    private static Paragraph[] More(IReadOnlyList<ExceptionRecord> others, KernelDump? dump) => others.Count == 0 ? [] :
        [new($"{others.Count} more: {string.Join(", ", others.Select(other => $"{Summary(other, dump)} ({Source(other.Kind)})"))}.")];

    /// <summary>The first parameter of an access violation says what was tried, the second where (EXCEPTION_RECORD, winnt.h).</summary>
    private static Paragraph[] Explanation(ExceptionRecord record, KernelDump? dump)
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
        return attempt is null ? [] : [new($"Attempt to {attempt} address {AddressNames.With(dump, address)}")];
    }
}
