using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>blobs</c>: what drivers added behind the dump. Names and sizes only: some contents hold serial numbers.</summary>
internal static class BlobsCommand
{
    public static Command Definition { get; } = new("blobs", "List the secondary data behind the dump.", Run)
    {
        Parameters = [CommandTable.Maximum],
        CSharp = "dump.SecondaryData",
        HasJson = true,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        SecondaryData blobs = invocation.Dump.SecondaryData;
        yield return new(() => SecondaryDataView.Of(blobs, invocation.Limits), () => KernelJson.Blobs(blobs)) { Shortfall = blobs.Problem?.Message };
    }
}
