namespace KdmpParser.Tests.Corrupt;

/// <summary>What a dump answers, in one line that can be compared: reasons and addresses, without the sentences around them.</summary>
internal static class Answers
{
    public static string Of<T>(CapturedList<T> list) => FormattableString.Invariant($"{list.Count}, {Of(list.Failure)}");

    public static string Of(KernelDataFailure? failure) => failure is null ? "complete" : failure.Reason + At(failure.Address) + Because(failure.Memory);

    public static string Of(MemoryFailure? failure) => failure is { } it
        ? it.Reason + At(it.Address) + (it.Level is { } level ? " " + level.Name() : "") + (it.Missing is { } missing ? $", {missing} is missing" : "")
        : "read";

    public static string Of(ReadResult read) => FormattableString.Invariant($"{read.BytesRead} bytes, {Of(read.Failure)}");

    public static string Of(KernelDumpException? problem) => problem is null ? "complete" : problem.Error + At((ulong?)problem.FileOffset);

    /// <summary>Runs of physical memory: first page frame, pages and file offset, all in hexadecimal.</summary>
    public static string Of(IEnumerable<PhysicalRun> runs) => string.Join(' ', runs.Select(
        run => FormattableString.Invariant($"{run.Start.PageFrameNumber:x}+{run.PageCount:x}@{run.FileOffset:x}")));

    /// <summary>What a call that must fail fails with.</summary>
    public static string Thrown(Action call)
    {
        try
        {
            call();
            return "nothing";
        }
        catch (KernelDumpException e)
        {
            return Of(e);
        }
    }

    private static string At(VirtualAddress? address) => address is { } place ? At((ulong?)place.Value) : "";

    private static string At(ulong? place) => place is { } value ? FormattableString.Invariant($" at {value:x}") : "";

    private static string Because(MemoryFailure? failure) => failure is { } it ? $" ({it.Reason})" : "";
}
