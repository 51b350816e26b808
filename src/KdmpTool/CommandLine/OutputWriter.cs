using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using KdmpInteractive.Commands;
using KdmpInteractive.Json;
using KdmpInteractive.Rendering;
using KdmpParser;
using KdmpTool.Terminal;

namespace KdmpTool.CommandLine;

/// <summary>Writes what commands say, as they say it: text, a line of JSON each, or into a page.</summary>
/// <param name="streams">Where it goes.</param>
/// <param name="isJson">Whether programs are to read it.</param>
/// <param name="page">The content of a page that is being made, or <see langword="null"/>.</param>
/// <param name="files">What is written besides.</param>
internal sealed class OutputWriter(Streams streams, bool isJson, StringBuilder? page, OutputFiles files)
{
    /// <summary>What reads a pipe sees a result no later than this, while results keep coming.</summary>
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private JsonOutput? _json;
    private string _path = "";
    private string _command = "";
    private long _flushed = Stopwatch.GetTimestamp();

    /// <summary>The content of a page that is being made, or <see langword="null"/>.</summary>
    public StringBuilder? Page { get; } = page;

    /// <summary>Whether each dump is named before what is said about it, since there are several.</summary>
    public bool NamesDumps { get; set; }

    /// <summary>Whether somebody waits for each answer before asking on.</summary>
    public bool AnswersQuestions { get; init; }

    /// <summary>Makes room for a remark, where something else is in its place.</summary>
    public Action? Remarking { get; set; }

    private JsonOutput Json => _json ??= new(streams.Output);

    /// <summary>What follows is about this dump.</summary>
    /// <param name="path">As it was given.</param>
    /// <param name="command">The command.</param>
    public void Begin(string path, string command)
    {
        (_path, _command) = (path, command);

        // As head and tail do it.
        if (NamesDumps && !isJson && Page is null)
            streams.Output.Write($"==> {VisibleText.Of(path)} <==\n");
    }

    /// <summary>Writes one output.</summary>
    /// <returns>Whether it is all that was asked for.</returns>
    public bool Write(CommandOutput output)
    {
        bool isText = !isJson && output.View is not null;
        if (output.File is { } file)
            files.Write(file.Path, file.Content());
        else if (isJson && output.Json is { } json)
            Json.WriteLine(Named(json()));
        else if (isText)
            Write(output.View!());

        // A view has its notes in it.
        if ((output.Shortfall ?? (isText ? null : output.Note)) is { } remark)
            Remark(remark);
        if (streams.IsWatched || AnswersQuestions || Stopwatch.GetElapsedTime(_flushed) > s_interval)
            Flush();
        return output.Shortfall is null;
    }

    /// <summary>Says why there is nothing about the dump; to programs, as an object in the place of a result.</summary>
    /// <param name="message">One sentence.</param>
    /// <param name="error">What is wrong with the file; <see langword="null"/> where the dump merely does not have what was asked for.</param>
    public void Fail(string message, KernelDumpError? error)
    {
        if (isJson)
            Json.WriteLine(DumpJson.Failure(_path, error, message));
        Remark(message);
    }

    private void Write(View view)
    {
        if (Page is not null)
            Page.Append(view.ToHtml()).Append('\n');
        else
            streams.Output.Write(streams.HasColors ? view.ToTerminalText() : view.ToText());
    }

    private void Remark(string sentence)
    {
        Flush();
        Remarking?.Invoke();
        streams.Error.WriteLine(VisibleText.Of(NamesDumps ? $"{_path}: {sentence}" : sentence));
    }

    private void Flush()
    {
        streams.Output.Flush();
        _flushed = Stopwatch.GetTimestamp();
    }

    /// <summary>With the path of the dump, where there are several: in an object, or around a list.</summary>
    private JsonNode Named(JsonNode json)
    {
        if (!NamesDumps)
            return json;
        if (json is not JsonObject named)
            return new JsonObject { ["file"] = _path, [_command] = json };
        named.Insert(0, "file", _path);
        return named;
    }
}
