' Writes the text of a Word file with its tracked changes accepted or rejected.
Sub Convert(verb As String, source As String, target As String)
  Dim loading(0) As New com.sun.star.beans.PropertyValue
  loading(0).Name = "Hidden"
  loading(0).Value = True
  oDoc = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, loading())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(oDoc.CurrentController.Frame, ".uno:" & verb & "AllTrackedChanges", "", 0, Array())
  Dim storing(1) As New com.sun.star.beans.PropertyValue
  storing(0).Name = "FilterName"
  storing(0).Value = "Text (encoded)"
  storing(1).Name = "FilterOptions"
  storing(1).Value = "UTF8,LF"
  oDoc.storeToURL(ConvertToURL(target), storing())
  oDoc.close(True)
End Sub
