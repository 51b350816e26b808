namespace KdmpParser.Analysis.Suspects;

/// <summary>The process that a bug check is about: a program is no module of the kernel, so it is a fact and no suspect.</summary>
internal static class EndedProcess
{
    public static IReadOnlyList<string> Facts(KernelDump dump)
    {
        // CRITICAL_PROCESS_DIED, CRITICAL_OBJECT_TERMINATION of a process (3)
        VirtualAddress? ended = dump.BugCheck switch
        {
            { Code: var code, Parameter1: { } process } when (code & ~BugCheck.SmallDumpVariant) == 0xef => process,
            { Code: var code, Parameter1: 3, Parameter2: { } process } when (code & ~BugCheck.SmallDumpVariant) == 0xf4 => process,
            _ => null,
        };
        if (ended is not { } address)
            return [];
        return dump.Processes.FirstOrDefault(process => process.Address == address) is { } known
            ? [$"The process that ended is {known}."]
            : [$"The process that ended has its EPROCESS at {address}; it is not among the processes that the dump lists."];
    }
}
