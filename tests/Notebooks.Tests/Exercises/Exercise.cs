using System.Text.RegularExpressions;
using KdmpTool.Notebooks;
using Notebooks.Tests.Comparing;

namespace Notebooks.Tests.Exercises;

/// <summary>
/// A code cell that asks: a line <c>... answer = null;</c> to be filled in, and <c>Exercise.Check(answer, ...)</c> at its end. The text
/// behind it has the answer folded away, which begins with the expression to put in place of <c>null</c>.
/// </summary>
/// <param name="Cell">The number of the cell, counted from 1 over all cells.</param>
/// <param name="Source">Its code.</param>
/// <param name="Answer">The expression, or <see langword="null"/> where the text behind it has none.</param>
internal sealed partial record Exercise(int Cell, string Source, string? Answer)
{
    /// <summary>The code with the answer in it, where there is one.</summary>
    private string Answered => OpenLine().Replace(Source, line => $"{line.Groups["before"].Value}{Answer ?? "null"};", 1);

    public static IReadOnlyList<Exercise> In(Notebook notebook) =>
    [
        .. notebook.Cells.Index().Where(cell => IsExercise(cell.Item))
            .Select(cell => new Exercise(cell.Index + 1, cell.Item.Source, AnswerIn(notebook.Cells.ElementAtOrDefault(cell.Index + 1)))),
    ];

    public IEnumerable<string?> ShownIn(IEnumerable<ShownCell> cells) => cells.Single(cell => cell.Number == Cell).Outputs.Select(output => output.Text);

    public bool IsSolvedIn(IEnumerable<ShownCell> cells) => ShownIn(cells).Any(text => text?.Trim() == "Right.");

    /// <summary>What is wrong with how exercises and answers stand in a notebook, a line each.</summary>
    public static IEnumerable<string> ProblemsOf(Notebook notebook)
    {
        for (int i = 0; i < notebook.Cells.Count; i++)
        {
            NotebookCell cell = notebook.Cells[i];
            if (IsExercise(cell) && AnswerIn(notebook.Cells.ElementAtOrDefault(i + 1)) is null)
                yield return $"cell {i + 1}: no answer stands behind this exercise";
            if (IsAnswer(cell) && (i == 0 || !IsExercise(notebook.Cells[i - 1])))
                yield return $"cell {i + 1}: no exercise stands before this answer";
            if (IsAnswer(cell) && AnswerIn(cell) is null)
                yield return $"cell {i + 1}: the answer has no code span";
            if (!cell.IsMarkdown && OpenLine().IsMatch(cell.Source) != cell.Source.Contains("Exercise.Check(answer,", StringComparison.Ordinal))
                yield return $"cell {i + 1}: an exercise has both a line 'answer = null;' and Exercise.Check(answer, ...)";
        }
    }

    /// <summary>The notebook with every answer in its place.</summary>
    public static Notebook Solve(Notebook notebook)
    {
        Dictionary<int, Exercise> exercises = In(notebook).ToDictionary(exercise => exercise.Cell - 1);
        return new([.. notebook.Cells.Select((cell, index) => new NotebookCell(cell.Language, exercises.TryGetValue(index, out Exercise? exercise) ? exercise.Answered : cell.Source))]);
    }

    private static bool IsExercise(NotebookCell cell) => !cell.IsMarkdown && OpenLine().IsMatch(cell.Source);

    private static bool IsAnswer(NotebookCell cell) => cell.IsMarkdown && Summary().IsMatch(cell.Source);

    private static string? AnswerIn(NotebookCell? cell) =>
        cell is not null && IsAnswer(cell) && CodeSpan().Match(cell.Source, Summary().Match(cell.Source).Index) is { Success: true } span ? span.Groups["code"].Value.Trim() : null;

    [GeneratedRegex(@"^(?<before>.*\banswer\s*=\s*)null;", RegexOptions.Multiline)]
    private static partial Regex OpenLine();

    [GeneratedRegex("<details>\\s*<summary>Answer</summary>")]
    private static partial Regex Summary();

    /// <summary>As CommonMark has it: as many backticks behind the code as before it.</summary>
    [GeneratedRegex("(?<!`)(?<ticks>`+)(?!`)(?<code>.+?)(?<!`)\\k<ticks>(?!`)", RegexOptions.Singleline)]
    private static partial Regex CodeSpan();
}
