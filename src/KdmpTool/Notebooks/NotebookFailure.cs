namespace KdmpTool.Notebooks;

/// <summary>The cell that ended a run.</summary>
/// <param name="Cell">Its number, counted from 1 over all cells.</param>
/// <param name="Message">What was wrong.</param>
internal sealed record NotebookFailure(int Cell, string Message);
