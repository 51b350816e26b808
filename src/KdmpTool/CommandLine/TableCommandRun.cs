using KdmpInteractive.Commands;
using KdmpParser;
using KdmpTool.Terminal;

namespace KdmpTool.CommandLine;

/// <summary>One run of a command of the table, over one dump after the other.</summary>
/// <param name="command">The command.</param>
/// <param name="arguments">What was given to it.</param>
/// <param name="writer">Writes what it says.</param>
/// <param name="streams">Where progress is shown.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class TableCommandRun(Command command, CommandArguments arguments, OutputWriter writer, Streams streams, CancellationToken cancellation)
{
    /// <summary>Runs it on each dump. One that cannot be read does not keep the others from being read.</summary>
    /// <returns>The worst <see cref="ExitCode"/>.</returns>
    public int OnDumps(IEnumerable<string> paths)
    {
        int exitCode = ExitCode.Done;
        foreach (string path in paths)
            exitCode = Math.Max(exitCode, OnDump(path));
        return exitCode;
    }

    /// <summary>Runs it once.</summary>
    /// <param name="subject">What it is about.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public int WithoutDump(string subject) => On(subject, () =>
    {
        using var session = new KdmpSession();
        return In(session);
    });

    /// <summary>Does something, or says why it cannot be done.</summary>
    /// <param name="subject">The path of what it is about.</param>
    /// <param name="work">What is done.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public int On(string subject, Func<int> work)
    {
        writer.Begin(subject, command.Name);
        try
        {
            return work();
        }
        catch (KernelDumpException e) when (!StandardOutput.IsReaderGone(e))
        {
            writer.Fail(e.Message, e.Error);
        }
        catch (CommandException e) when (!e.IsUsage)
        {
            writer.Fail(e.Message, e.Reason);
        }
        catch (Exception e) when (Defect.Is(e))
        {
            writer.Fail(Defect.Sentence(e), error: null);
        }

        return ExitCode.Failed;
    }

    private int OnDump(string path) => On(path, () =>
    {
        using var session = new KdmpSession();
        session.Add("dump", DumpOpening.Open(session, path, arguments));
        return In(session);
    });

    private int In(KdmpSession session)
    {
        using ProgressBar? progress = ProgressBar.For(streams);
        writer.Remarking = progress is null ? null : progress.Hide;
        var invocation = new CommandInvocation(session, arguments, writer.Page is null ? CommandPlaces.CommandLine : CommandPlaces.Notebook)
        {
            Cancellation = cancellation,
            Progress = progress,
        };
        int exitCode = ExitCode.Done;
        long count = 0;
        foreach (CommandOutput output in command.Run(invocation))
        {
            cancellation.ThrowIfCancellationRequested();
            if (streams.IsWatched)
                progress?.Hide();
            if (!writer.Write(output))
                exitCode = ExitCode.Failed;

            // Where the results themselves are seen, they say how far it is.
            if (!streams.IsWatched)
                progress?.Count(++count, "results");
        }

        return exitCode;
    }
}
